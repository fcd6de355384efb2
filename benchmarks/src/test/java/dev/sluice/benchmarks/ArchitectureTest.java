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
                            "dev.sluice", "dev.sluice.internal..", "dev.sluice.function..");
}
