// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Set;

class SpecReaderTest {
    private static final SpecReader.Schema SHOP =
            new SpecReader.Schema() {
                @Override
                public Set<String> tables() {
                    return Set.of("Orders", "Users");
                }

                @Override
                public String nameOf(String table) {
                    return "prod-" + table;
                }

                @Override
                public Set<String> indexes() {
                    return Set.of("byEmail");
                }
            };

    private static FaultRule read(String spec) throws InvalidFaultException {
        return new SpecReader(SHOP).read(spec);
    }

    @Test
    void a_fault_alone_meets_all_requests() throws InvalidFaultException {
        assertThat(read(" latency=300ms "))
                .isEqualTo(
                        new FaultRule(
                                "latency=300ms",
                                new Fault.Latency(Duration.ofMillis(300)),
                                FaultScope.ALL,
                                new Share.All()));
    }

    @Test
    void conditions_narrow_it_to_some_requests() throws InvalidFaultException {
        var rule = read("silence operation=reads,PutItem table=Orders index=byEmail share=2.5%");

        assertThat(rule.scope())
                .isEqualTo(
                        new FaultScope(
                                Set.of("GetItem", "BatchGetItem", "Query", "PutItem"),
                                "prod-Orders",
                                "byEmail"));
        assertThat(rule.share()).isEqualTo(new Share.Percent(2.5));
        assertThat(read("silence every=3").share()).isEqualTo(new Share.Every(3));
        assertThat(read("silence first=2").share()).isEqualTo(new Share.First(2));
    }

    @Test
    void a_fault_of_one_operation_meets_only_that() throws InvalidFaultException {
        assertThat(read("unprocessed=half").scope().operations()).containsExactly("BatchGetItem");
        var cancel = read("cancel=None,TransactionConflict");
        assertThat(cancel.scope().operations()).containsExactly("TransactWriteItems");
        assertThat(cancel.fault())
                .isEqualTo(new Fault.Cancelled(List.of("None", "TransactionConflict")));
    }

    @Test
    void when_says_whether_DynamoDB_executes_the_request() throws InvalidFaultException {
        assertThat(read("reset").fault()).isEqualTo(new Fault.Lost(Fault.Moment.BEFORE, true));
        assertThat(read("close when=middle").fault())
                .isEqualTo(new Fault.Lost(Fault.Moment.MIDDLE, false));
        assertThat(read("silence when=after").fault()).isEqualTo(new Fault.Silence(true));
        assertThat(((Fault.ErrorReply) read("error=502 when=after").fault()).executed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latncy=1s | There is no fault `latncy`. Did you mean `latency`?",
                "storm | There is no fault `storm`. Write one of: cancel, close, drip, error,"
                        + " latency, reply, reset, silence, unprocessed.",
                "latency | latency needs a value. For example, write latency=300ms.",
                "latency= | latency needs a value. For example, write latency=300ms.",
                "latency=1 | latency must be a time in ms or s. For example, write latency=300ms.",
                "reset=1s | reset has no value. Write reset.",
                "error=ThrottlingExeption | There is no error `ThrottlingExeption`. Did you mean"
                        + " `ThrottlingException`?",
                "cancel=Conflict | There is no reason `Conflict`. Write one of: AccessDenied,"
                        + " ConditionalCheckFailed, DuplicateItem, ItemCollectionSizeLimitExceeded,"
                        + " None, ProvisionedThroughputExceeded, ThrottlingError,"
                        + " TransactionConflict, ValidationError.",
                "unprocessed=some | There is no part `some`. Write one of: all, half.",
                "reply=emty | There is no reply `emty`. Did you mean `empty`?",
                "reset tabel=Users | There is no condition `tabel`. Did you mean `table`?",
                "reset table | table needs a value. Write table=VALUE.",
                "reset table=User | There is no table `User`. Did you mean `Users`?",
                "reset index=byMail | There is no index `byMail`. Did you mean `byEmail`?",
                "reset operation=Scan | There is no operation `Scan`. Write one of: BatchGetItem,"
                        + " DeleteItem, GetItem, PutItem, Query, TransactWriteItems, UpdateItem,"
                        + " reads, writes.",
                "reset share=0% | share must be a percentage above 0% and up to 100%. For example,"
                        + " write share=20%.",
                "reset share=0.2 | share must be a percentage above 0% and up to 100%. For"
                        + " example, write share=20%.",
                "reset every=0 | every must be a number of requests from 1. For example, write"
                        + " every=3.",
                "reset share=5% first=3 | share and first exclude each other. Remove one.",
                "reset first=3 first=3 | first is given twice. Remove one.",
                "reset when=never | There is no moment `never`. Write one of: after, before,"
                        + " middle.",
                "silence when=middle | There is no moment `middle`. Write one of: after, before.",
                "drip=1s when=after | drip has no `when`. Remove it.",
                "unprocessed=all operation=Query | unprocessed happens to BatchGetItem only. Remove"
                        + " operation=Query."
            })
    void a_wrong_specification_says_what_to_write(String spec, String message) {
        assertThat(catchThrowableOfType(InvalidFaultException.class, () -> read(spec)).text())
                .isEqualTo(message);
    }
}
