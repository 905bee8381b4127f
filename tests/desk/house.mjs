// A separate signer for a test: token, worker, run and desk, on a fresh directory and free ports.
import {spawn, spawnSync} from 'node:child_process';
import {closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {PATIENCE, freePort, until} from '../e2e/installation.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'insignia-signer');
const protocol = Number(/VERSION: u16 = (\d+)/.exec(readFileSync(join(root, 'signer/protocol/src/lib.rs'), 'utf8'))[1]);

export const publicUrl = 'https://badges.example.org';
export const institution = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
export const issuer = `did:web:badges.example.org:issuers:${institution}`;

/** Starts all parts, without an issuer. */
export async function start() {
  const home = mkdtempSync(join(tmpdir(), 'insignia-desk-'));
  const at = name => join(home, name);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const text = value => JSON.stringify(value);
  writeFileSync(at('signer.toml'), `
public_url = ${text(publicUrl)}
directory = ${text(at('state'))}
public = ${text(at('public'))}
socket = ${text(at('run/signer.sock'))}
worker_socket = ${text(at('worker/worker.sock'))}
host_socket = ${text(at('state/host.sock'))}
server_uids = [${process.getuid()}]
[desk]
url = ${text(url)}
listen = "127.0.0.1:${port}"
socket = ${text(at('desk/desk.sock'))}
uids = [${process.getuid()}]
[token]
module = "/usr/lib/softhsm/libsofthsm2.so"
label = "insignia"
pin_file = ${text(at('pin'))}
[token.softhsm]
directory = ${text(at('softhsm'))}
`);
  const command = (...words) => [...words, '--config', at('signer.toml')];
  const made = spawnSync(binary, command('token', 'init'), {encoding: 'utf8'});
  if(made.status !== 0) {
    throw new Error(`token init: ${made.stderr}`);
  }
  const children = new Map();
  const read = name => readFileSync(at(name), 'utf8');
  const house = {
    url,
    read,
    config: at('signer.toml'),
    /** Sends a request to the web server's endpoint; returns the raw answer. */
    ask: request => converse(at('run/signer.sock'), {version: protocol, request}),
    /** Sends a request to the endpoint for commands on the host. */
    onHost: ask => converse(at('state/host.sock'), ask),
    begin: async name => {
      const log = openSync(at(`${name}.log`), 'a');
      children.set(name, spawn(binary, command(name), {stdio: ['ignore', log, log]}));
      closeSync(log);
      const up = {
        worker: () => reachable(at('worker/worker.sock')),
        run: () => reachable(at('run/signer.sock')),
        desk: () => fetch(`${url}/desk.css`).then(answer => answer.ok, () => false)
      };
      await until(`the start of ${name}`, up[name]).catch(e => { throw new Error(`${e.message}\n${read(`${name}.log`)}`); });
      if(name === 'run') {
        // Like a web server that has no checkpoint: otherwise nothing is recorded.
        await house.ask({ask: 'present-checkpoint', note: null});
      }
    },
    end: async name => {
      const child = children.get(name);
      children.delete(name);
      if(child && child.exitCode === null) {
        const ended = new Promise(resolve => child.once('exit', resolve));
        child.kill('SIGKILL');
        await ended;
      }
    },
    stop: async () => {
      for(const name of [...children.keys()]) {
        await house.end(name);
      }
      rmSync(home, {recursive: true, force: true});
    },
    code: () => read('state/enrolment-code').trim(),
    journal: () => read('state/journal.jsonl').trim().split('\n').map(line => JSON.parse(line))
  };
  try {
    for(const name of ['worker', 'run', 'desk']) {
      await house.begin(name);
    }
    return house;
  } catch(error) {
    await house.stop();
    throw error;
  }
}

/** Binds the issuer to a key and publishes its document. */
export async function found(house) {
  const done = [
    await house.ask({ask: 'create-key', label: 'badges'}),
    await house.ask({ask: 'bind-issuer', key: 'badges', did: issuer, institution,
      profile: JSON.stringify({id: issuer, type: ['Profile'], name: 'Northfield Institute'})}),
    await house.ask({ask: 'publish-did-document', issuer})
  ];
  const wrong = done.find(answer => answer.answer !== 'result');
  if(wrong) {
    throw new Error(`founding: ${JSON.stringify(wrong)}`);
  }
}

/** Requests a change; returns the pending changes. */
export async function propose(house, change) {
  const answer = await house.ask({ask: 'propose', change});
  if(answer.decision !== 'waiting') {
    throw new Error(`proposing: ${JSON.stringify(answer)}`);
  }
  return answer;
}

function reachable(path) {
  return new Promise(resolve => {
    const socket = connect(path, () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}

/** Sends one frame and receives one. */
function converse(path, message) {
  return new Promise((resolve, reject) => {
    const body = Buffer.from(JSON.stringify(message));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    const socket = connect(path, () => socket.write(Buffer.concat([length, body])));
    let got = Buffer.alloc(0);
    socket.setTimeout(PATIENCE * 1000, () => socket.destroy(new Error('no answer')));
    socket.on('data', chunk => {
      got = Buffer.concat([got, chunk]);
      if(got.length >= 4 && got.length >= 4 + got.readUInt32BE(0)) {
        socket.end();
        resolve(JSON.parse(got.subarray(4, 4 + got.readUInt32BE(0)).toString()));
      }
    });
    socket.once('error', reject);
  });
}
