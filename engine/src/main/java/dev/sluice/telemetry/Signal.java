// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

/// A name that telemetry uses. The reference describes each one with the text of `meaning`.
///
/// Values of unlimited number are only in the log and in traces. A metric's dimensions have at most
/// as many values as the schema has fields, codes, tables and resolvers.
public sealed interface Signal {
    /// Returns the name as it is written.
    String key();

    /// Returns a description in Markdown.
    String meaning();

    /// A field of the log event of a request.
    enum LogField implements Signal {
        START(
                "start",
                "`cold` for the first request of an instance, `restored` for the"
                        + " first one after a snapshot was restored, `warm` for all others."),
        STATUS("status", "The HTTP status."),
        TOOK("took", "Milliseconds from the event to the reply."),
        PHASES(
                "phases",
                "Milliseconds of each phase that the request reached: `read` (the"
                        + " HTTP request), `admit` (find or parse the document, validate it,"
                        + " compute its cost), `execute`, `reply` (the JSON)."),
        OPERATION(
                "operation",
                "The operation's name, cut to 64 characters. Absent if it has no"
                        + " name. If no operation was admitted, this member, `kind`,"
                        + " `documentHash`, `trust`, `bound`, `boundUsed`, `owners`, `overBudget` and"
                        + " `deprecatedFields` are absent."),
        CLIENT_NAME(
                "clientName",
                "The name that the client gives itself in the header"
                        + " `apollographql-client-name`. Absent if it has none, or one with more than"
                        + " 64 characters or with others than letters, digits, spaces and"
                        + " `._/@+-`."),
        KIND("kind", "`query` or `mutation`."),
        DOCUMENT_HASH("documentHash", "The SHA-256 of the document's text, in hexadecimal."),
        TRUST(
                "trust",
                "`trusted`: the document is one of the function's operations. `any`:"
                        + " it is not, and does not have to be. `unknown`: it is not, and the"
                        + " function prefers trusted ones."),
        BOUND(
                "bound",
                "The most that the operation could take, computed before it ran:"
                        + " `requests`, `waves`, `readUnits`, `writeUnits`."),
        BOUND_USED(
                "boundUsed",
                "The read and write units that were consumed, as a percentage of the"
                        + " bound's. Absent if the bound has none."),
        OWNERS(
                "owners",
                "The teams that own the root fields of the operation (`@owner`). Absent if the"
                        + " schema names none."),
        OVER_BUDGET(
                "overBudget",
                "The root fields of the operation whose `@budget` the request exceeded: `field`"
                        + " (`Type.field`), `budget` in milliseconds, and `owner` if the schema"
                        + " names one."),
        DEPRECATED_FIELDS(
                "deprecatedFields",
                "The deprecated fields, arguments, input fields and values of enums that the operation"
                        + " uses. Absent if it uses none."),
        CONSUMED("consumed", "What the operation took, with the same members as `bound`."),
        CODES("codes", "The error codes of the reply, each once. Absent if it has no error."),
        BATCHES(
                "batches",
                "How many items each BatchGetItem asked for. Absent if there was no BatchGetItem."),
        CACHE_HITS(
                "cacheHits",
                "How often a field needed an item or page that another field had"
                        + " already asked for. Absent if it is 0."),
        THROTTLES(
                "throttles",
                "How often DynamoDB throttled a request, including retries. Absent if it is 0."),
        BREAKERS(
                "breakers",
                "The circuit breakers that refused calls of the request, because they were open:"
                        + " `breaker` (`table:Orders`, `batch:Orders`, `transaction:Orders+Stock`"
                        + " or `resolver:weather`) and `calls`."),
        FALLBACKS(
                "fallbacks",
                "Fields that had their fallback, because their Java resolver failed or was not"
                        + " called: `field` (`Type.field`) and `times`."),
        SLOW_FIELDS(
                "slowFields",
                "Fields that waited longer than SLUICE_SLOW_FIELD, slowest first, at"
                        + " most 10: `field` (`Type.field`) and `took` in milliseconds."),
        ROLLOUTS(
                "rollouts",
                "How fields with `@rollout` were read: `field`, the `path` that answered (`old` or"
                        + " `new`), the `comparison` (`none`, `equal`, `different`, `failed` if the"
                        + " other path failed, `unfinished` if it was not ready), how many `times`,"
                        + " and the items and read units of both paths: `oldItems`, `oldReadUnits`,"
                        + " `newItems`, `newReadUnits`."),
        DENIALS(
                "denials",
                "What `@auth` denied the caller: `coordinate`, `outcome`"
                        + " (`UNAUTHENTICATED`, `FORBIDDEN` or `INVISIBLE`), `rules` as the"
                        + " schema writes them, `count`."),
        WRITES(
                "writes",
                "The outcome of each mutation field: `coordinate`, `outcome`"
                        + " (`APPLIED`, `REPLAYED`, `REFUSED` or `UNKNOWN`), `code` if it was"
                        + " refused, and `changes`: `verb`, `type`, `count`."),
        CALLER(
                "caller",
                "Identifies a caller who was denied something, wrote, or was charged: the"
                        + " first 32 hexadecimal digits of the SHA-256 of the claims `iss` and"
                        + " `sub` with a line feed between them. Absent for an anonymous caller."),
        CLIENT(
                "client",
                "Identifies the network address of an anonymous caller who was charged, by"
                        + " a hash that only the function can compute. Absent if the schema has"
                        + " no limits for callers."),
        CHARGE(
                "charge",
                "What the operation took from its caller's limit: `outcome` (`PAID`,"
                        + " `REFUSED`, or `UNPAID` if the table of the limits did not answer),"
                        + " `units` of its bound, and `used`. Absent if the schema has no limits"
                        + " for callers."),
        DRIFTS(
                "drifts",
                "Differences between DynamoDB and what the schema declares: `type`,"
                        + " `itemSize` and `found` in KB for an item; `amount`, `bound` and"
                        + " `consumed` for a bound; `table`, `reason` and `items` for items that"
                        + " are in no answer; `type`, `field` and `index` for a field whose key"
                        + " and attribute differ."),
        CALLS(
                "calls",
                "Only for sampled requests, and for all at the log level DEBUG: each"
                        + " request to DynamoDB with its `operation`, `tables`, `items`, `took`"
                        + " and whether it was `answered`."),
        FIELDS(
                "fields",
                "Only for the same requests: the longest time in milliseconds that"
                        + " each field waited.");

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

    /// A CloudWatch metric.
    enum Metric implements Signal {
        REQUESTS("Requests", Unit.COUNT, "Requests that were answered, including refused ones."),
        LATENCY("Latency", Unit.MILLISECONDS, "Time from the event to the reply."),
        ERRORS("Errors", Unit.COUNT, "Requests whose reply has an error."),
        FAULTS(
                "Faults",
                Unit.COUNT,
                "Requests that failed for a reason on the server's side: INTERNAL,"
                        + " THROTTLED, UNAVAILABLE, DEADLINE_EXCEEDED."),
        DYNAMODB_REQUESTS(
                "DynamoDbRequests", Unit.COUNT, "Requests sent to DynamoDB, including retries."),
        WAVES("Waves", Unit.COUNT, "Sequential round trips to DynamoDB."),
        READ_UNITS("ReadUnits", Unit.COUNT, "Read units consumed."),
        WRITE_UNITS("WriteUnits", Unit.COUNT, "Write units consumed."),
        BOUND_READ_UNITS("BoundReadUnits", Unit.COUNT, "Read units of the operations' bounds."),
        BOUND_WRITE_UNITS("BoundWriteUnits", Unit.COUNT, "Write units of the operations' bounds."),
        BOUND_USED(
                "BoundUsed",
                Unit.PERCENT,
                "The read and write units consumed, as a percentage of the bound's."
                        + " Above 100, the schema declares too little."),
        THROTTLES("Throttles", Unit.COUNT, "Requests that DynamoDB throttled."),
        BREAKER_REFUSALS(
                "BreakerRefusals", Unit.COUNT, "Calls that an open circuit breaker refused."),
        FALLBACKS(
                "Fallbacks",
                Unit.COUNT,
                "Fields that had their fallback, because their Java resolver failed or was not"
                        + " called. A field counts once for each object."),
        DENIALS("Denials", Unit.COUNT, "How often `@auth` denied a caller something."),
        UNKNOWN_DOCUMENTS(
                "UnknownDocuments",
                Unit.COUNT,
                "Documents that ran although they are not trusted and the function"
                        + " prefers trusted ones."),
        DEPRECATIONS("Deprecations", Unit.COUNT, "Operations that use something deprecated."),
        UNPAID_OPERATIONS(
                "UnpaidOperations",
                Unit.COUNT,
                "Operations that were not charged, because the table of the limits for"
                        + " callers did not answer."),
        REFUSED_SETTINGS(
                "RefusedSettings",
                Unit.COUNT,
                "How often live settings could not be read or used: once a minute for each"
                        + " instance that gets requests."),
        DRIFTS("Drifts", Unit.COUNT, "Differences from what the schema declares."),
        COLD_STARTS("ColdStarts", Unit.COUNT, "First requests of an instance without a snapshot."),
        RESTORES("Restores", Unit.COUNT, "First requests after a snapshot was restored."),
        ERRORS_BY_CODE(
                "ErrorsByCode", Unit.COUNT, Dimension.CODE, "Requests with this error code."),
        FAULTS_BY_OWNER(
                "FaultsByOwner",
                Unit.PERCENT,
                Dimension.OWNER,
                "100 if a request that selects a root field of this team is a fault, and 0 if it is"
                        + " not. The average is the share of the faults."),
        BREAKER_REFUSALS_BY_NAME(
                "BreakerRefusalsByName",
                Unit.COUNT,
                Dimension.BREAKER,
                "Calls that this circuit breaker refused."),
        FALLBACKS_BY_FIELD(
                "FallbacksByField",
                Unit.COUNT,
                Dimension.FIELD,
                "How often the field had its fallback."),
        DEPRECATIONS_BY_FIELD(
                "DeprecationsByField",
                Unit.COUNT,
                Dimension.FIELD,
                "Operations that use this deprecated field, argument, input field or value of an"
                        + " enum."),
        OVER_BUDGET(
                "OverBudget",
                Unit.PERCENT,
                Dimension.FIELD,
                "100 if the request took longer than the budget of this root field, and 0 if it"
                        + " did not. The average is the share of the requests over the budget."),
        OLD_PATH_READS(
                "OldPathReads",
                Unit.COUNT,
                Dimension.FIELD,
                "How often the old path of a rollout answered the field."),
        NEW_PATH_READS(
                "NewPathReads",
                Unit.COUNT,
                Dimension.FIELD,
                "How often the new path of a rollout answered the field."),
        PATHS_COMPARED(
                "PathsCompared",
                Unit.COUNT,
                Dimension.FIELD,
                "How often both paths of the field were read."),
        PATHS_NOT_EQUAL(
                "PathsNotEqual",
                Unit.COUNT,
                Dimension.FIELD,
                "Of these, how often the answers differed, or the other path failed or was not"
                        + " ready."),
        OLD_PATH_READ_UNITS(
                "OldPathReadUnits",
                Unit.COUNT,
                Dimension.FIELD,
                "Read units of the items that the old path found, when both were read."),
        NEW_PATH_READ_UNITS(
                "NewPathReadUnits",
                Unit.COUNT,
                Dimension.FIELD,
                "Read units of the items that the new path found, when both were read."),
        SLOW_FIELDS(
                "SlowFields",
                Unit.COUNT,
                Dimension.FIELD,
                "Requests in which the field waited longer than SLUICE_SLOW_FIELD."),
        SLOW_FIELD_TIME(
                "SlowFieldTime", Unit.MILLISECONDS, Dimension.FIELD, "How long the field waited.");

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

        /// Returns the dimension that the metric has besides [Dimension#SERVICE], or `SERVICE` if
        /// none.
        public Dimension dimension() {
            return dimension;
        }
    }

    /// A CloudWatch unit.
    enum Unit {
        COUNT,
        MILLISECONDS,
        PERCENT
    }

    /// A dimension of metrics.
    enum Dimension implements Signal {
        SERVICE("service", "POWERTOOLS_SERVICE_NAME: the stack's name. Every metric has it."),
        CODE(
                "code",
                "An error code of the engine, or one that the schema declares (`onFail`, `codes`)."),
        BREAKER(
                "breaker",
                "What the circuit breaker protects: a table, the tables of a transaction, or a"
                        + " Java resolver."),
        OWNER("owner", "A team that the schema names (`@owner`)."),
        FIELD(
                "field",
                "`Type.field` of the schema. If deprecated, also `Type.field(argument:)`, `Input.field`"
                        + " or `Enum.VALUE`.");

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
                "The whole request. Its annotations are `operation`, `status`,"
                        + " `start` and, if the reply has errors, `code`: the code of the first"
                        + " error."),
        READ("read", "The HTTP request becomes a GraphQL request."),
        ADMIT(
                "admit",
                "The document is found or parsed, it is validated, and its cost is" + " computed."),
        EXECUTE("execute", "The operation runs."),
        REPLY("reply", "The result becomes JSON."),
        DYNAMODB(
                "DynamoDB",
                "One request to DynamoDB, inside `execute`. The name of the span ends"
                        + " with the operation's name. Its metadata are `tables`, `items` and"
                        + " `wave`, which counts from 1. It is a fault if DynamoDB refused the"
                        + " request.");

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
