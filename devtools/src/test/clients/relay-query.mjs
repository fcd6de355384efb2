// SPDX-License-Identifier: Apache-2.0
// Asks through the environment of the client guide, with a request as relay-compiler writes it.
import { environment } from './relay.mjs';

const request = { id: null, text: '{ me { name } }', name: 'Me', operationKind: 'query', cacheID: 'me', metadata: {} };
const { data } = await environment.getNetwork().execute(request, {}, { force: true }).toPromise();
console.log(data.me.name);
