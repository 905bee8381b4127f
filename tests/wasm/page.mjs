// Verifies as the page Verify does: with the small build of the verifier, and with the larger one where a document needs
// it. The documents come from the test.

/** @returns {{report: object, html: string, build: string}} */
export function verify(builds, bytes, {now, supplies = {}, recipient, trusted = []}) {
  const issuers = trusted.map(id => ({id, name: 'Trusted'}));
  const order = JSON.stringify({recipient, page: 'https://badges.example/verify', settings: {trustList: {owner: 'the reader', issuers}}});
  for(const [build, {BadgeCheck}] of Object.entries(builds)) {
    const done = run(new BadgeCheck(bytes, order, undefined, now), supplies);
    if(done) {
      return {report: JSON.parse(done.json), html: done.html, build};
    }
  }
  throw new Error('both builds need the general path');
}

/** The report; none if the build lacks the general path. */
function run(check, supplies) {
  for(;;) {
    const need = check.nextNeed();
    if(check.needsGeneral) {
      check.free();
      return undefined;
    }
    if(need === undefined) {
      return check.report();
    }
    const {kind, url, did} = JSON.parse(need);
    const found = supplies[kind === 'issuer-profile' ? did : url];
    const answer = found === undefined ? {answer: 'unavailable', why: 'nothing lies there'} : {answer: 'found'};
    check.supply(JSON.stringify(answer), new TextEncoder().encode(found ?? ''));
  }
}
