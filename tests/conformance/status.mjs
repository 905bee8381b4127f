// Bitstring Status List 1.0, with the checks of vc-bitstring-status-list-test-suite.
import {gunzipSync} from 'node:zlib';
import {check, must} from '../suite.mjs';

export async function status(client) {
  const signed = await client.issued();
  const entry = signed.credentialStatus;
  const list = async () => (await fetch(entry.statusListCredential)).json();
  const bits = ({credentialSubject}) => gunzipSync(Buffer.from(credentialSubject.encodedList.slice(1), 'base64url'));
  const bit = bytes => (bytes[entry.statusListIndex >> 3] & (0x80 >> (entry.statusListIndex & 7))) !== 0;
  const update = changes => client.post('/credentials/status', {
    credentialId: signed.id,
    credentialStatus: {type: entry.type, statusPurpose: entry.statusPurpose},
    status: true,
    ...changes
  });

  await check('status: a credential without one gets an entry', () => {
    must(entry.type === 'BitstringStatusListEntry' && entry.statusPurpose === 'revocation', JSON.stringify(entry));
    must(/^\d+$/.test(entry.statusListIndex), entry.statusListIndex);
    must(entry.id === undefined || entry.id !== entry.statusListCredential, 'the entry has the id of the list');
  });
  await check('status: the list is a credential with a list of at least 16 KiB', async () => {
    const found = await list();
    must(found.type.includes('BitstringStatusListCredential'), JSON.stringify(found.type));
    must(found.credentialSubject.type === 'BitstringStatusList', found.credentialSubject.type);
    must(found.credentialSubject.statusPurpose === 'revocation', found.credentialSubject.statusPurpose);
    must(found.credentialSubject.encodedList.startsWith('u'), 'encodedList is not base64url');
    must(bits(found).length >= 16_384, `${bits(found).length} bytes`);
    must(found.id === entry.statusListCredential, found.id);
  });
  await check('status: the list itself is verified', async () => {
    const {status: code, body} = await client.verify(await list());
    must(code === 200, JSON.stringify(body));
  });
  await check('status: what is not revoked is verified, and its bit is 0', async () => {
    must((await client.verify(signed)).status === 200 && !bit(bits(await list())), 'it is not');
  });
  for(const [name, changes] of [
    ['no credentialId', {credentialId: undefined}],
    ['no credentialStatus', {credentialStatus: undefined}],
    ['another type', {credentialStatus: {type: 'Other', statusPurpose: 'revocation'}}],
    ['another purpose', {credentialStatus: {type: entry.type, statusPurpose: 'suspension'}}],
    ['a member that is not known', {madeUp: 1}],
    ['status false', {status: false}]
  ]) {
    await check(`status: ${name} revokes nothing`, async () => {
      const {status: code} = await update(changes);
      must(code === 400, `it was answered ${code}`);
      must(!bit(bits(await list())), 'the bit is set');
    });
  }
  await check('status: an unknown credential is not found', async () => {
    const {status: code} = await update({credentialId: 'urn:uuid:0'});
    must(code === 404, `it was answered ${code}`);
  });
  await check('status: what is revoked is not verified any more, and its bit is 1', async () => {
    const {status: code, body} = await update({});
    must(code === 200, JSON.stringify(body));
    must(bit(bits(await list())), 'the bit is not set');
    const verified = await client.verify(signed);
    must(verified.status === 400 && verified.body.verified === false, JSON.stringify(verified.body));
  });
}
