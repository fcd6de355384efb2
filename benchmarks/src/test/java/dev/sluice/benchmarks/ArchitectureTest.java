// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.sluice.benchmarks",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /// [WarmRequests] is exempt, because it runs in such a process.
    @ArchTest
    static final ArchRule what_is_measured_runs_in_a_process_of_its_own =
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(WarmRequests.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.sluice",
                            "dev.sluice.internal.http..",
                            "dev.sluice.internal.execution",
                            "dev.sluice.internal.operation",
                            "dev.sluice.internal.query",
                            "dev.sluice.internal.mutation",
                            "dev.sluice.internal.request",
                            "dev.sluice.internal.computation",
                            "dev.sluice.internal.error",
                            "dev.sluice.internal.authorization",
                            "dev.sluice.internal.value",
                            "dev.sluice.internal.graphql",
                            "dev.sluice.internal.document",
                            "dev.sluice.internal.wave",
                            "dev.sluice.internal.dynamodb..",
                            "dev.sluice.function..");
}
