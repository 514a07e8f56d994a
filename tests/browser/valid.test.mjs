// What the checkers of HTML and CSS say of every page and stylesheet.

import { describe, test } from 'node:test';
import { htmlValidate, nu } from './support/checkers.mjs';
import { empty, fiveHundred, rightToLeft, ugly } from './support/journals.mjs';
import { none, sample } from './support/site.mjs';

const journals = {
  'the sample': sample,
  'a journal without entries': empty,
  'a journal with too much of everything': ugly,
  'a journal in Arabic': rightToLeft,
  'a journal of 500 entries': fiveHundred,
};

for (const [name, make] of Object.entries(journals)) {
  describe(`the HTML and CSS of ${name}`, () => {
    test('is valid for the Nu checker, warnings included', async () => {
      const site = await make();
      none(await nu(site, site.files.filter((file) => /\.(html|css)$/.test(file))));
    });

    test('is valid for html-validate', async () => {
      const site = await make();
      none(await htmlValidate(site, site.pages));
    });
  });
}
