// SPDX-License-Identifier: Apache-2.0
// The same with Powertools: a log line, metrics and a subsegment for each request.
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { handler as answer } from './shop.mjs';

const logger = new Logger({ serviceName: 'shop' });
const metrics = new Metrics({ namespace: 'Shop', serviceName: 'shop' });
const tracer = new Tracer({ serviceName: 'shop' });
let cold = true;

export async function handler(event, context, callback) {
  const started = performance.now();
  logger.addContext(context);
  logger.setCorrelationId(event.requestContext.requestId);
  const subsegment = tracer.getSegment()?.addNewSubsegment('## GraphQL');
  try {
    const reply = await answer(event, context, callback);
    const took = performance.now() - started;
    logger.info('request', { status: reply.statusCode, took, coldStart: cold });
    metrics.addMetric('Latency', MetricUnit.Milliseconds, took);
    metrics.addMetric('Requests', MetricUnit.Count, 1);
    metrics.addMetric('ColdStarts', MetricUnit.Count, cold ? 1 : 0);
    metrics.addMetric('Errors', MetricUnit.Count, 0);
    return reply;
  } finally {
    cold = false;
    metrics.publishStoredMetrics();
    subsegment?.close();
  }
}
