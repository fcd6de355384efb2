// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
import java.util.stream.Stream;

/// Each package of the engine may use only the packages of lower layers.
@AnalyzeClasses(locations = ArchitectureTest.Engine.class)
class ArchitectureTest {
    private static final String COMPOSITION = "dev.sluice";
    private static final String RESOLVER = "dev.sluice.resolver";
    private static final String TELEMETRY = "dev.sluice.telemetry";
    private static final String[] API = {COMPOSITION, RESOLVER, TELEMETRY};
    private static final String INTERNAL = "dev.sluice.internal.";

    private static final String SNAPSTART = INTERNAL + "snapstart";
    private static final String POWERTOOLS = INTERNAL + "powertools";
    private static final String OPENTELEMETRY = INTERNAL + "opentelemetry";
    private static final String RECORDING = INTERNAL + "recording";
    private static final String BUILD = INTERNAL + "build";
    private static final String HTTP = INTERNAL + "http..";
    private static final String DYNAMODB = INTERNAL + "dynamodb..";
    private static final String EVENTS = INTERNAL + "events";
    private static final String WAVE = INTERNAL + "wave";
    private static final String BREAKER = INTERNAL + "breaker";

    private static final String[] DOES =
            rooms(
                    "execution",
                    "mutation",
                    "query",
                    "request",
                    "computation",
                    "error",
                    "authorization",
                    "operation",
                    "value",
                    "graphql");
    private static final String[] DECIDES = rooms("policy", "live", "cost", "document");
    private static final String[] UNDERSTANDS = rooms("compile..", "schema..");

    @ArchTest
    static final ArchRule each_floor_uses_only_those_below_it =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("composes")
                    .definedBy(COMPOSITION)
                    .layer("snapstart")
                    .definedBy(SNAPSTART)
                    .layer("build")
                    .definedBy(BUILD)
                    .layer("reports")
                    .definedBy(POWERTOOLS, OPENTELEMETRY)
                    .layer("events")
                    .definedBy(EVENTS)
                    .layer("speaks")
                    .definedBy(HTTP)
                    .layer("does")
                    .definedBy(DOES)
                    .layer("reads and writes")
                    .definedBy(DYNAMODB, WAVE, BREAKER)
                    .layer("decides")
                    .definedBy(DECIDES)
                    .layer("understands")
                    .definedBy(UNDERSTANDS)
                    .layer("resolver")
                    .definedBy(RESOLVER)
                    .layer("recording")
                    .definedBy(RECORDING)
                    .layer("telemetry")
                    .definedBy(TELEMETRY)
                    .whereLayer("composes")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("build")
                    .mayOnlyAccessLayers("speaks", "does", "decides", "understands", "resolver")
                    .whereLayer("reports")
                    .mayOnlyAccessLayers("recording", "telemetry")
                    .whereLayer("events")
                    .mayOnlyAccessLayers("recording")
                    .whereLayer("snapstart")
                    .mayOnlyAccessLayers("does", "decides", "understands", "recording")
                    .whereLayer("speaks")
                    .mayOnlyAccessLayers(
                            "does", "decides", "understands", "resolver", "recording", "telemetry")
                    .whereLayer("does")
                    .mayOnlyAccessLayers(
                            "reads and writes",
                            "decides",
                            "understands",
                            "resolver",
                            "recording",
                            "telemetry")
                    .whereLayer("reads and writes")
                    .mayOnlyAccessLayers("decides", "understands", "recording", "telemetry")
                    .whereLayer("decides")
                    .mayOnlyAccessLayers("understands", "telemetry")
                    .whereLayer("understands")
                    .mayOnlyAccessLayers("telemetry")
                    .whereLayer("recording")
                    .mayOnlyAccessLayers("telemetry")
                    .whereLayer("resolver")
                    .mayNotAccessAnyLayer()
                    .whereLayer("telemetry")
                    .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule every_class_is_in_a_room =
            classes()
                    .should()
                    .resideInAnyPackage(
                            Stream.of(
                                            new String[] {
                                                COMPOSITION,
                                                RESOLVER,
                                                TELEMETRY,
                                                SNAPSTART,
                                                BUILD,
                                                RECORDING,
                                                POWERTOOLS,
                                                OPENTELEMETRY,
                                                EVENTS,
                                                HTTP,
                                                DYNAMODB,
                                                WAVE,
                                                BREAKER
                                            },
                                            DOES,
                                            DECIDES,
                                            UNDERSTANDS)
                                    .flatMap(Stream::of)
                                    .toArray(String[]::new));

    private static String[] rooms(String... names) {
        return Stream.of(names).map(INTERNAL::concat).toArray(String[]::new);
    }

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.sluice.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_dynamodb_floor_the_events_and_the_composition_know_the_sdk =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(COMPOSITION, DYNAMODB, EVENTS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule no_class_can_send_a_Scan =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching("software\\.amazon\\.awssdk\\..*\\.model\\.Scan\\w+");

    @ArchTest
    static final ArchRule waves_and_the_calls_of_java_resolvers_know_no_dynamodb =
            noClasses()
                    .that()
                    .resideInAnyPackage(WAVE, INTERNAL + "computation..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(DYNAMODB);

    @ArchTest
    static final ArchRule only_one_room_knows_powertools_and_x_ray =
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
    static final ArchRule only_one_room_knows_opentelemetry =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(OPENTELEMETRY)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule only_one_room_knows_resilience4j =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(BREAKER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.github.resilience4j..");

    @ArchTest
    static final ArchRule only_the_build_step_knows_javapoet =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(BUILD)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.palantir.javapoet..");

    @ArchTest
    static final ArchRule only_http_snapstart_powertools_and_the_composition_know_lambda =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(COMPOSITION, SNAPSTART, POWERTOOLS, HTTP)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.amazonaws.services.lambda..");

    @ArchTest
    static final ArchRule no_random_number_is_one_that_a_snapshot_repeats =
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
    static final ArchRule what_understands_decides_and_does_knows_neither_aws_nor_http =
            noClasses()
                    .that(
                            resideInAnyPackage(UNDERSTANDS)
                                    .or(resideInAnyPackage(DECIDES))
                                    .or(resideInAnyPackage(DOES)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.amazonaws..", "java.net.http..", "com.sun.net..");

    @ArchTest
    static final ArchRule what_decides_does_no_io =
            noClasses()
                    .that()
                    .resideInAnyPackage(DECIDES)
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
    static final ArchRule all_but_the_public_api_is_internal =
            classes()
                    .that()
                    .resideOutsideOfPackages(API)
                    .should()
                    .resideInAPackage("dev.sluice.internal..");

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

    /// Imports only the engine's own classes. Classes of tests and of other modules share the root
    /// package.
    static final class Engine implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            return Set.of(Location.of(Path.of("target", "classes")));
        }
    }
}
