// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.jspecify.annotations.NullMarked;

import java.nio.file.Path;
import java.util.Set;

/// The engine's packages are floors of one house: each may use only those below it.
@AnalyzeClasses(locations = ArchitectureTest.Engine.class)
class ArchitectureTest {
    private static final String COMPOSITION = "dev.sluice";
    private static final String SNAPSTART = "dev.sluice.snapstart..";
    private static final String INTERFACES = "dev.sluice.interfaces..";
    private static final String EXECUTION = "dev.sluice.execution..";
    private static final String DYNAMODB = "dev.sluice.execution.dynamodb..";
    private static final String POLICY = "dev.sluice.policy..";
    private static final String SCHEMA = "dev.sluice.schema..";
    private static final String RESOLVER = "dev.sluice.resolver";
    private static final String TELEMETRY = "dev.sluice.telemetry..";

    private static final String POWERTOOLS = "dev.sluice.telemetry.powertools";

    private static final DescribedPredicate<JavaClass> EXECUTION_ITSELF =
            resideInAPackage(EXECUTION).and(not(resideInAPackage(DYNAMODB)));

    @ArchTest
    static final ArchRule each_floor_uses_only_those_below_it =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("composition")
                    .definedBy(COMPOSITION)
                    .layer("snapstart")
                    .definedBy(SNAPSTART)
                    .layer("interfaces")
                    .definedBy(INTERFACES)
                    .layer("execution")
                    .definedBy(EXECUTION_ITSELF)
                    .layer("dynamodb")
                    .definedBy(DYNAMODB)
                    .layer("policy")
                    .definedBy(POLICY)
                    .layer("schema")
                    .definedBy(SCHEMA)
                    .layer("resolver")
                    .definedBy(RESOLVER)
                    .layer("telemetry")
                    .definedBy(TELEMETRY)
                    .whereLayer("composition")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("snapstart")
                    .mayOnlyAccessLayers("execution", "policy", "schema", "telemetry")
                    .whereLayer("interfaces")
                    .mayOnlyAccessLayers("execution", "policy", "schema", "telemetry")
                    .whereLayer("execution")
                    .mayOnlyAccessLayers("dynamodb", "policy", "schema", "resolver", "telemetry")
                    .whereLayer("dynamodb")
                    .mayOnlyAccessLayers("policy", "schema", "telemetry")
                    .whereLayer("policy")
                    .mayOnlyAccessLayers("schema", "telemetry")
                    .whereLayer("schema")
                    .mayOnlyAccessLayers("telemetry")
                    .whereLayer("resolver")
                    .mayNotAccessAnyLayer()
                    .whereLayer("telemetry")
                    .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule the_api_for_resolvers_knows_java_alone =
            classes()
                    .that()
                    .resideInAPackage(RESOLVER)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(RESOLVER, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule every_class_stands_on_a_floor =
            classes()
                    .should()
                    .resideInAnyPackage(
                            COMPOSITION,
                            SNAPSTART,
                            INTERFACES,
                            EXECUTION,
                            POLICY,
                            SCHEMA,
                            RESOLVER,
                            TELEMETRY);

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.sluice.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_dynamodb_floor_and_the_composition_know_the_sdk =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(COMPOSITION, DYNAMODB)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule only_one_package_of_telemetry_knows_powertools_and_x_ray =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(POWERTOOLS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "software.amazon.lambda..",
                            "software.amazon.cloudwatchlogs..",
                            "com.amazonaws.xray..");

    @ArchTest
    static final ArchRule only_interfaces_snapstart_and_the_composition_know_lambda =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(COMPOSITION, SNAPSTART, INTERFACES)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.amazonaws.services.lambda..");

    @ArchTest
    static final ArchRule chance_is_none_that_a_snapshot_repeats =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)")
                    .orShould()
                    .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule only_snapstart_knows_checkpoints =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(SNAPSTART)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.crac..");

    @ArchTest
    static final ArchRule only_the_composition_knows_secrets_manager =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(COMPOSITION)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon.awssdk.services.secretsmanager..");

    @ArchTest
    static final ArchRule schema_policy_and_execution_know_neither_aws_nor_http =
            noClasses()
                    .that(
                            resideInAPackage(SCHEMA)
                                    .or(resideInAPackage(POLICY))
                                    .or(EXECUTION_ITSELF))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.amazonaws..", "java.net.http..", "com.sun.net..");

    @ArchTest
    static final ArchRule policy_does_no_io =
            noClasses()
                    .that()
                    .resideInAPackage(POLICY)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.io", "java.net..", "java.nio.file..", "java.nio.channels..");

    @ArchTest
    static final ArchRule the_dynamodb_floor_knows_no_graphql_document =
            noClasses()
                    .that()
                    .resideInAPackage(DYNAMODB)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("graphql.language..", "graphql.parser..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes().should(beInANullMarkedPackage());

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }

    /// The engine's own classes: those of tests and of other modules share the root package.
    static final class Engine implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            return Set.of(Location.of(Path.of("target", "classes")));
        }
    }
}
