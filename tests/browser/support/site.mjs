// Journals on a disk: built by the real program, and served on this machine only.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const program = join(resolve(repository, process.env.CARGO_TARGET_DIR || 'target'), 'debug', 'goodturn');
const types = {
  '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json',
  '.jpg': 'image/jpeg', '.png': 'image/png', '.svg': 'image/svg+xml', '.webp': 'image/webp', '.xml': 'application/xml',
};

export const scratch = mkdtempSync(join(tmpdir(), 'goodturn-browser-'));
const servers = [];
after(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections?.();
  }
  // Tens of thousands of small files: nobody needs to wait until they are gone.
  spawn('rm', ['-rf', scratch], { detached: true, stdio: 'ignore' }).unref();
});

/** The journal of this repository, built once. */
export const sample = once(() => publish(repository, join(scratch, 'sample')));

/** A journal of these files, `{ path: text }`; `more` are further arguments of `build`. */
export async function journal(files, ...more) {
  const root = journalFiles(files);
  return publish(root, join(root, 'built'), ...more);
}

/** The files alone, in a new folder. */
export function journalFiles(files) {
  const root = mkdtempSync(join(scratch, 'journal-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Does the work at the first call, and hands out the same result ever after. */
export function once(work) {
  let result;
  return () => (result ??= work());
}

/** Runs a program and gives its exit code and everything that it said. */
export function run(command, args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, options);
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.stderr.on('data', (data) => (said += data));
    child.on('error', failed);
    child.on('close', (code) => done({ code, said }));
  });
}

/** What the program prints, asked for something that it can do. */
export function out(root, ...args) {
  return new Promise((done, failed) => {
    const child = spawn(program, ['--root', root, '--today', '2026-11-20', ...args]);
    let [printed, complaint] = ['', ''];
    child.stdout.on('data', (data) => (printed += data));
    child.stderr.on('data', (data) => (complaint += data));
    child.on('error', failed);
    child.on('close', (code) => (code === 0 ? done(printed) : failed(new Error(complaint))));
  });
}

async function publish(root, output, ...more) {
  await build(root, '--output', output, ...more);
  return serve(output);
}

/** The private site of the journal in a folder. */
export async function publishPrivate(root) {
  await build(root, '--private');
  return serve(join(root, 'private-site'));
}

async function build(root, ...more) {
  const { code, said } = await run(program, ['--root', root, '--today', '2026-11-20', 'build', ...more]);
  if (code !== 0) throw new Error(`the journal does not build:\n${said}`);
}

/** What a test needs of a built site. Addresses are written as `/kind/slug/`. */
async function serve(folder) {
  const site = { folder, bytes: 0, requests: [] };
  const missing = existsSync(join(folder, '404.html')) ? readFileSync(join(folder, '404.html')) : '';
  const server = createServer((request, answer) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    const [status, body] = file.startsWith(folder + sep) && statSync(file, { throwIfNoEntry: false })?.isFile()
      ? [200, readFileSync(file)] : [404, missing];
    site.bytes += body.length;
    site.requests.push(path);
    answer.writeHead(status, { 'content-type': (status === 200 && types[extname(file)]) || types['.html'] });
    answer.end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  servers.push(server);
  site.origin = `http://127.0.0.1:${server.address().port}`;
  site.files = readdirDeep(folder).map((file) => relative(folder, file).split(sep).join('/')).sort();
  site.pages = site.files.filter((file) => file.endsWith('.html'));
  site.read = (file) => readFileSync(join(folder, file), 'utf8');
  site.size = (file) => statSync(join(folder, file)).size;
  site.entries = site.pages.filter((file) => /^(resources|introductions|lessons)\/[^/]+\/index\.html$/.test(file));
  return site;
}

function readdirDeep(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? readdirDeep(path) : [path];
  });
}

/** A page's file as an address. */
export const address = (file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`;

/** A page that only leads to another one. */
export const leadsOn = (site, file) => site.read(file).includes('http-equiv="refresh"');

/** Fails with what is in the list, if anything is. */
export function none(faults) {
  const shown = faults.slice(0, 15).concat(faults.length > 15 ? `… and ${faults.length - 15} more` : []);
  assert.ok(!faults.length, `${faults.length} found:\n${shown.join('\n')}`);
}
