// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import java.util.regex.Pattern;

@AnalyzeClasses(
        packages = "dev.sluice.devtools",
        importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {
    private static final Pattern TESTS = Pattern.compile(".*/[^/]*test[^/]*/dev/sluice/.*");

    /// Leaves out the classes of directories that are named after tests, whatever builds them.
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.matches(TESTS);
        }
    }

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.sluice.devtools.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_one_room_can_send_a_Scan =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.sluice.devtools.scan..")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching("software\\.amazon\\.awssdk\\..*\\.model\\.Scan\\w+");
}
