// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

/// Every name under which telemetry tells something. The reference describes each in the words of
/// `meaning`.
///
/// What has any number of values is in the log and in traces alone. A metric's dimensions have as
/// many as the schema has fields and codes, and no more.
public sealed interface Signal {
    /// As it is written.
    String key();

    /// In Markdown.
    String meaning();

    /// A member of the log event of a request.
    enum LogField implements Signal {
        START(
                "start",
                "`cold` for the first request of an instance, `restored` for the first one after a"
                        + " snapshot was restored, else `warm`."),
        STATUS("status", "The HTTP status."),
        TOOK("took", "Milliseconds from the event to the reply."),
        PHASES(
                "phases",
                "Milliseconds of each phase that was reached: `read` (the HTTP request), `admit` (the"
                        + " document: found or parsed, validated, costed), `execute`, `reply` (the JSON)."),
        OPERATION(
                "operation",
                "The operation's name, 64 characters at most; absent where it has none or none was"
                        + " admitted. So are the five that follow."),
        KIND("kind", "`query` or `mutation`."),
        DOCUMENT_HASH("documentHash", "The SHA-256 of the document's text, in hexadecimal."),
        TRUST(
                "trust",
                "`trusted`: the document is one of the function's operations; `any`: it is not, and"
                        + " need not be; `unknown`: it is not, and the function prefers trusted ones."),
        BOUND(
                "bound",
                "What the operation could take at the most, computed before it ran: `requests`,"
                        + " `waves`, `readUnits`, `writeUnits`."),
        BOUND_USED(
                "boundUsed",
                "The read and write units that were consumed, in percent of the bound's; absent where"
                        + " the bound has none."),
        CONSUMED("consumed", "What it took: the same members."),
        CODES("codes", "The error codes of the reply, each once; absent where it has no error."),
        BATCHES(
                "batches",
                "How many items each BatchGetItem asked for; absent where there was none."),
        CACHE_HITS(
                "cacheHits",
                "How often an item or page was needed that another field had asked for."),
        THROTTLES("throttles", "How often DynamoDB asked for less, retries included."),
        SLOW_FIELDS(
                "slowFields",
                "Fields that waited longer than SLUICE_SLOW_FIELD, slowest first, 10 at most: `field`"
                        + " (`Type.field`) and `took` in milliseconds."),
        DENIALS(
                "denials",
                "What `@auth` kept from the caller: `coordinate`, `outcome` (`UNAUTHENTICATED`,"
                        + " `FORBIDDEN` or `INVISIBLE`), `rules` as the schema spells them, `count`."),
        WRITES(
                "writes",
                "What became of each mutation field: `coordinate`, `outcome` (`APPLIED`, `REPLAYED`,"
                        + " `REFUSED` or `UNKNOWN`), `code` of a refusal, and `changes`: `verb`, `type`,"
                        + " `count`."),
        CALLER(
                "caller",
                "Who was denied something or wrote: the first 32 hexadecimal digits of the SHA-256 of"
                        + " the claims `iss` and `sub` with a line feed between them; absent for an"
                        + " anonymous caller."),
        DRIFTS(
                "drifts",
                "Where DynamoDB does not keep to what the schema declares: `type`, `itemSize` and"
                        + " `found` in KB for an item; `amount`, `bound` and `consumed` for a bound;"
                        + " `table`, `reason` and `items` for items that no answer holds; `type`,"
                        + " `field` and `index` for a field of which a key and an attribute differ."),
        CALLS(
                "calls",
                "Of sampled requests, and of all at the log level DEBUG: each request to DynamoDB with"
                        + " its `operation`, `tables`, `items`, `took` and whether it was `answered`."),
        FIELDS(
                "fields",
                "Of the same requests: the milliseconds that each field waited at the most.");

        private final String key;
        private final String meaning;

        LogField(String key, String meaning) {
            this.key = key;
            this.meaning = meaning;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public String meaning() {
            return meaning;
        }
    }

    /// A metric of CloudWatch.
    enum Metric implements Signal {
        REQUESTS("Requests", Unit.COUNT, "Requests that were answered, refused ones included."),
        LATENCY("Latency", Unit.MILLISECONDS, "From the event to the reply."),
        ERRORS("Errors", Unit.COUNT, "Requests of which the reply has an error."),
        FAULTS(
                "Faults",
                Unit.COUNT,
                "Requests that failed for a reason of ours: INTERNAL, THROTTLED, UNAVAILABLE,"
                        + " DEADLINE_EXCEEDED."),
        DYNAMODB_REQUESTS("DynamoDbRequests", Unit.COUNT, "Sent to DynamoDB, retries included."),
        WAVES("Waves", Unit.COUNT, "Sequential round trips to DynamoDB."),
        READ_UNITS("ReadUnits", Unit.COUNT, "Read units consumed."),
        WRITE_UNITS("WriteUnits", Unit.COUNT, "Write units consumed."),
        BOUND_READ_UNITS("BoundReadUnits", Unit.COUNT, "Read units of the operations' bounds."),
        BOUND_WRITE_UNITS("BoundWriteUnits", Unit.COUNT, "Write units of the operations' bounds."),
        BOUND_USED(
                "BoundUsed",
                Unit.PERCENT,
                "The read and write units consumed, of the bound's; above 100 the schema declares too"
                        + " little."),
        THROTTLES("Throttles", Unit.COUNT, "Replies by which DynamoDB asked for less."),
        DENIALS("Denials", Unit.COUNT, "Times that `@auth` kept something from a caller."),
        UNKNOWN_DOCUMENTS(
                "UnknownDocuments",
                Unit.COUNT,
                "Documents that ran although trusted ones are preferred."),
        DRIFTS("Drifts", Unit.COUNT, "Differences from what the schema declares."),
        COLD_STARTS("ColdStarts", Unit.COUNT, "First requests of an instance without a snapshot."),
        RESTORES("Restores", Unit.COUNT, "First requests after a snapshot was restored."),
        ERRORS_BY_CODE(
                "ErrorsByCode", Unit.COUNT, Dimension.CODE, "Requests with that error code."),
        SLOW_FIELDS(
                "SlowFields",
                Unit.COUNT,
                Dimension.FIELD,
                "Requests in which the field waited longer than SLUICE_SLOW_FIELD."),
        SLOW_FIELD_TIME("SlowFieldTime", Unit.MILLISECONDS, Dimension.FIELD, "How long it waited.");

        private final String key;
        private final Unit unit;
        private final Dimension dimension;
        private final String meaning;

        Metric(String key, Unit unit, String meaning) {
            this(key, unit, Dimension.SERVICE, meaning);
        }

        Metric(String key, Unit unit, Dimension dimension, String meaning) {
            this.key = key;
            this.unit = unit;
            this.dimension = dimension;
            this.meaning = meaning;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public String meaning() {
            return meaning;
        }

        public Unit unit() {
            return unit;
        }

        /// [Dimension#SERVICE], or the one that it has besides.
        public Dimension dimension() {
            return dimension;
        }
    }

    /// A unit of CloudWatch.
    enum Unit {
        COUNT,
        MILLISECONDS,
        PERCENT
    }

    /// A dimension of metrics.
    enum Dimension implements Signal {
        SERVICE("service", "POWERTOOLS_SERVICE_NAME: the stack's name. Every metric has it."),
        CODE("code", "An error code: of the engine, or `onFail` of the schema."),
        FIELD("field", "`Type.field` of the schema.");

        private final String key;
        private final String meaning;

        Dimension(String key, String meaning) {
            this.key = key;
            this.meaning = meaning;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public String meaning() {
            return meaning;
        }
    }

    /// A span of the trace.
    enum Trace implements Signal {
        GRAPHQL(
                "GraphQL",
                "The whole request, with the annotations `operation`, `status`, `start` and, where the"
                        + " reply has errors, `code`: the first one's."),
        READ("read", "The HTTP request becomes a GraphQL request."),
        ADMIT("admit", "The document is found or parsed, validated and costed."),
        EXECUTE("execute", "The operation runs."),
        REPLY("reply", "The result becomes JSON."),
        DYNAMODB(
                "DynamoDB",
                "With the operation's name after it: one request to DynamoDB, inside `execute`. Its"
                        + " metadata are `tables` and `items`. It is a fault where DynamoDB refused it.");

        private final String key;
        private final String meaning;

        Trace(String key, String meaning) {
            this.key = key;
            this.meaning = meaning;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public String meaning() {
            return meaning;
        }
    }
}
