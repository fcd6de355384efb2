// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sluice.devtools.testing.ShopProject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sends every class of bad input to the deployed artifact.
class BadInputIT {
    private static final List<Case> CASES =
            Stream.of(
                            BodyCases.cases(),
                            SizeCases.cases(),
                            EventCases.cases(),
                            CallerCases.cases(),
                            ParsingCases.cases(),
                            CharacterCases.cases(),
                            FragmentCases.cases(),
                            FloodCases.cases(),
                            ValidationCases.cases(),
                            ExecutionCases.cases(),
                            ValueCases.cases(),
                            CursorCases.cases(),
                            AuthorizationCases.cases(),
                            OwnerCases.cases(),
                            ReplayCases.cases(),
                            StateCases.cases(),
                            WriteCases.cases(),
                            WriteSizeCases.cases(),
                            WriteValueCases.cases(),
                            WriteOwnerCases.cases(),
                            WriteFaultCases.cases(),
                            PlatformCases.cases())
                    .flatMap(cases -> cases.all().stream())
                    .toList();

    private static Stage stage;

    @BeforeAll
    static void open(@TempDir Path directory) throws Exception {
        stage = new Stage(ShopProject.artifact(), directory);
    }

    @AfterAll
    static void close() throws Exception {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void every_clause_has_a_case_and_no_two_cases_have_one_name() {
        assertThat(CASES.stream().map(Case::clause).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Clause.class));
        assertThat(CASES.stream().map(Case::name)).doesNotHaveDuplicates();
        assertThat(CASES).hasSizeGreaterThanOrEqualTo(250);
    }

    @TestFactory
    Stream<DynamicNode> each_case_gets_what_is_documented_and_the_next_request_is_served() {
        return Stream.of(Clause.values())
                .map(clause ->
                        dynamicContainer(
                                clause.title(),
                                CASES.stream()
                                        .filter(each -> each.clause() == clause)
                                        .map(each -> dynamicTest(each.name(), () -> check(each)))));
    }

    private static void check(Case each) {
        var sent = each.sent().apply(stage);
        var exchange = stage.send(sent);
        check(exchange, each.expected());
        served(sent.atDesk());
    }

    private static void check(Exchange exchange, Expected expected) {
        Oracle.check(exchange, expected);
        switch (expected) {
            case Expected.Like(var other) -> {
                var twin = stage.send(other);
                assertThat(exchange.text()).isEqualTo(twin.text());
                assertThat(exchange.operations()).isEqualTo(twin.operations());
            }
            case Expected.Leaving(var first, var later, var data) -> {
                check(exchange, first);
                Oracle.check(stage.send(later), new Expected.Answered(data, List.of()));
            }
            case Expected.Refused _, Expected.Answered _, Expected.Empty _ -> {}
        }
    }

    private static void served(boolean desk) {
        var document = "{ me { id name } }";
        Oracle.check(
                stage.send(desk ? Sent.desk(document) : Sent.query(document)),
                new Expected.Answered(
                        desk
                                ? "{\"me\":{\"id\":\"ann\",\"name\":\"Ann\"}}"
                                : "{\"me\":{\"id\":\"c1\",\"name\":\"Ada Abebe\"}}",
                        List.of()));
    }
}
