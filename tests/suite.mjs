// Steps and checks of the suites, as tests of node:test. The suites run with the reporter in reporter.mjs.
import test from 'node:test';

/** How long a suite may keep sockets or processes after its last test. */
const AFTERWARDS = 30_000;
let begun = 0;

// node:test reports an error outside a test, and waits. Such an error ends the suite.
process.on('uncaughtException', error => {
  console.error(error);
  process.exit(1);
});

export class StepFailed extends Error {}

export function must(condition, sentence) {
  if(!condition) {
    throw new Error(sentence);
  }
}

/** Runs an independent test, and returns its error, if any. What it returns is printed. */
export async function check(name, body) {
  let failure = null;
  begun += 1;
  await test(name, async () => {
    try {
      const said = await body();
      if(typeof said === 'string') {
        console.log(`      ${name}: ${said}`);
      }
    } catch(error) {
      failure = error;
      throw error;
    }
  });
  return failure;
}

/** Runs a step, and returns its value. A step that fails ends its journey, because later steps depend on it. */
export async function step(name, body) {
  let value;
  const failure = await check(name, async () => {
    value = await body();
  });
  if(failure !== null) {
    throw new StepFailed(name);
  }
  return value;
}

/** Runs the named journeys, or all. After a failed step the other journeys still run. */
export async function runAll(all, wanted, prepare = () => {}) {
  for(const [name, run] of Object.entries(all)) {
    if(wanted.length === 0 || wanted.includes(name)) {
      prepare(name);
      try {
        await run();
      } catch(error) {
        if(!(error instanceof StepFailed)) {
          throw error;
        }
      }
    }
  }
  close();
}

/** Ends a suite: no test is a failure, and so is a socket or a process that stays open. */
export function close() {
  if(begun === 0) {
    console.log('0 passed, 1 failed: no test ran');
    process.exit(1);
  }
  setTimeout(() => {
    console.log(`FAIL  open ${AFTERWARDS / 1000} s after the last test: ${process.getActiveResourcesInfo()}`);
    process.exit(1);
  }, AFTERWARDS).unref();
}
