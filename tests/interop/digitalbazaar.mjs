// Digital Bazaar's libraries, exported in one place: scripts outside this folder have no node_modules of their own.
export {default as jsigs} from 'jsonld-signatures';
export {default as jsonld} from 'jsonld';
export * as vc from '@digitalbazaar/vc';
export * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
export * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
export {DataIntegrityProof} from '@digitalbazaar/data-integrity';
export {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
export {cryptosuite as ecdsaRdfc2019} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
export * as eddsaJcs2022 from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
