// SPDX-License-Identifier: Apache-2.0
// Asks Lambda's Runtime API for work, over as many connections as the instance answers requests at once.
import http from 'node:http';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const { handler } = await import(process.env.HANDLER_FILE);

function connection() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  return (method, path, body) => new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path: `/2018-06-01/runtime${path}`, agent }, response => {
      const chunks = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function answer() {
  const call = connection();
  for (;;) {
    const next = await call('GET', '/invocation/next');
    const id = next.headers['lambda-runtime-aws-request-id'];
    const deadline = Number(next.headers['lambda-runtime-deadline-ms']);
    process.env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'];
    const context = { awsRequestId: id, getRemainingTimeInMillis: () => deadline - Date.now() };
    const response = await handler(JSON.parse(next.body), context, () => {});
    await call('POST', `/invocation/${id}/response`, JSON.stringify(response));
  }
}

const atOnce = Number(process.env.AWS_LAMBDA_MAX_CONCURRENCY ?? 1);
await Promise.all(Array.from({ length: atOnce }, answer));
