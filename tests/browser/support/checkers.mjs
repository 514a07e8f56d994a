// What the checkers of HTML and CSS say of files.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { run } from './site.mjs';

const vnu = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const taste = [
  'void-style', 'long-title', 'no-inline-style', 'tel-non-breaking', 'no-trailing-whitespace', 'doctype-style',
];
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: Object.fromEntries(taste.map((rule) => [rule, 'off'])),
});

/**
 * The Nu checker, warnings included. A file has no origin, so it thinks that 'self' does not allow what lies beside it:
 * `beside` is what addresses of the site look like.
 */
export async function nu(site, files, beside = '/[^/”][^”]*') {
  const noOrigin = new RegExp(
    '^Resource violates Content Security Policy \\(meta tag\\): '
    + `(external stylesheet|external script|image) “${beside}” blocked by “(style|script|img)-src” directive[.]$`,
  );
  const options = ['--Werror', '--also-check-css', '--format', 'json'];
  const paths = files.map((file) => join(site.folder, file));
  const { said } = await run('java', ['-Xss1m', '-jar', vnu, ...options, ...paths]);
  const messages = JSON.parse(said).messages.filter(({ message }) => !noOrigin.test(message));
  return messages.map(({ url, lastLine, message }) => `${url}:${lastLine}: ${message}`);
}

/** What addresses look like from a page to what lies beside it. */
export const relative = '(?!//)[^”:]*';

/** html-validate, but for matters of taste. */
export async function htmlValidate(site, files) {
  const messages = [];
  for (const file of files) {
    const { results } = await validator.validateString(site.read(file), file);
    for (const { line, ruleId, message } of results.flatMap((result) => result.messages)) {
      messages.push(`${file}:${line}: ${ruleId}: ${message}`);
    }
  }
  return messages;
}
