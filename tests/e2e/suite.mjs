// Counts passed and failed checks. A step that fails ends its journey, because later steps depend on it.
let passed = 0;
let failed = 0;

export async function step(name, check) {
  const begun = Date.now();
  try {
    const value = await check();
    passed += 1;
    console.log(`ok    ${name} (${Date.now() - begun} ms)`);
    return value;
  } catch(error) {
    failed += 1;
    console.log(`FAIL  ${name}: ${error.stack ?? error}`);
    throw new StepFailed(name);
  }
}

export class StepFailed extends Error {}

export function must(condition, sentence) {
  if(!condition) {
    throw new Error(sentence);
  }
}

/** Runs the named ones, or all; then ends the process. After a failed step the other journeys still run. */
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

export function close() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
