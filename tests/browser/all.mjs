// Every browser test, in one process, so that they share one Chromium.

import './valid.test.mjs';
import './budgets.test.mjs';
import './microformats.test.mjs';
import './exchange.test.mjs';
import './pages.test.mjs';
import './keyboard.test.mjs';
import './theme.test.mjs';
import './search.test.mjs';
import './plain.test.mjs';
import './print.test.mjs';
import './private.test.mjs';
import './serve.test.mjs';
