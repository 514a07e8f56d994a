// What the checkers of HTML and CSS say of every page and stylesheet.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { empty, fiveHundred, rightToLeft, ugly } from './support/journals.mjs';
import { none, run, sample } from './support/site.mjs';

const vnu = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const taste = [
  'void-style', 'long-title', 'no-inline-style', 'tel-non-breaking', 'no-trailing-whitespace', 'doctype-style',
];
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: Object.fromEntries(taste.map((rule) => [rule, 'off'])),
});

const journals = {
  'the sample': sample,
  'a journal without entries': empty,
  'a journal with too much of everything': ugly,
  'a journal in Arabic': rightToLeft,
  'a journal of 500 entries': fiveHundred,
};

/** A file has no origin, so the checker thinks that 'self' does not allow what lies beside it. */
const noOrigin = new RegExp(
  '^Resource violates Content Security Policy \\(meta tag\\): '
  + '(external stylesheet|external script|image) “/[^/”][^”]*” blocked by “(style|script|img)-src” directive[.]$',
);

for (const [name, make] of Object.entries(journals)) {
  describe(`the HTML and CSS of ${name}`, () => {
    test('is valid for the Nu checker, warnings included', async () => {
      const site = await make();
      const files = site.files.filter((file) => /\.(html|css)$/.test(file)).map((file) => join(site.folder, file));
      const options = ['--Werror', '--also-check-css', '--format', 'json'];
      const { said } = await run('java', ['-Xss1m', '-jar', vnu, ...options, ...files]);
      const messages = JSON.parse(said).messages.filter(({ message }) => !noOrigin.test(message));
      none(messages.map(({ url, lastLine, message }) => `${url}:${lastLine}: ${message}`));
    });

    test('is valid for html-validate', async () => {
      const site = await make();
      const messages = [];
      for (const file of site.pages) {
        const { results } = await validator.validateString(site.read(file), file);
        for (const result of results) {
          for (const { line, ruleId, message } of result.messages) {
            messages.push(`${file}:${line}: ${ruleId}: ${message}`);
          }
        }
      }
      none(messages);
    });
  });
}
