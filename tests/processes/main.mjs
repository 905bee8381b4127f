// node main.mjs [mtls-proxy] [kills]: both without arguments.
import {runAll} from '../suite.mjs';
import {kills} from './kills.mjs';
import {mtlsProxy} from './mtls_proxy.mjs';

await runAll({'mtls-proxy': mtlsProxy, kills}, process.argv.slice(2));
