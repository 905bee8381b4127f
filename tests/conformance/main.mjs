import {Client} from './client.mjs';
import {dataIntegrity} from './data-integrity.mjs';
import {dataModel} from './data-model.mjs';
import {presentations} from './presentations.mjs';
import {start} from '../processes/installation.mjs';
import {status} from './status.mjs';
import {close} from '../suite.mjs';

const installation = await start({types: ['VerifiableCredential']});
try {
  const client = new Client(installation);
  await dataModel(client);
  await dataIntegrity(client);
  await presentations(client);
  await status(client);
} finally {
  await installation.stop();
}
close();
