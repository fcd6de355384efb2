// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What code outside of the engine can use: three packages, whose signatures have only their own
/// types and those of other projects.
@AnalyzeClasses(locations = ArchitectureTest.Engine.class)
class PublicApiTest {
    private static final String[] API = {
        "dev.sluice", "dev.sluice.resolver", "dev.sluice.telemetry"
    };

    /// A type that is published can never be taken back. So add one only on purpose.
    private static final Set<String> PUBLIC =
            Set.of(
                    "EventFunction",
                    "InvalidSettingException",
                    "Priming",
                    "Settings",
                    "Sluice",
                    "SluiceFunction",
                    "TracingLibrary",
                    "TrustMode",
                    "resolver.Answer",
                    "resolver.Caller",
                    "resolver.Computation",
                    "resolver.InvalidValueException",
                    "resolver.Preparation",
                    "resolver.Request",
                    "resolver.Resolver",
                    "resolver.ResolverException",
                    "resolver.Resolvers",
                    "resolver.TypedObject",
                    "resolver.Values",
                    "telemetry.AdmittedOperation",
                    "telemetry.BreakerRefusal",
                    "telemetry.FieldFallback",
                    "telemetry.CallerCharge",
                    "telemetry.Consumption",
                    "telemetry.Denial",
                    "telemetry.DeprecatedField",
                    "telemetry.Drift",
                    "telemetry.DynamoDbCall",
                    "telemetry.RequestEvent",
                    "telemetry.RequestListener",
                    "telemetry.RequestPhase",
                    "telemetry.RootField",
                    "telemetry.RolloutRead",
                    "telemetry.SettingsEvent",
                    "telemetry.Signal",
                    "telemetry.Tracer",
                    "telemetry.WriteEvent");

    @ArchTest
    static final ArchRule no_signature_shows_an_internal_type =
            classes()
                    .that()
                    .resideInAnyPackage(API)
                    .and(describe("can be used outside of their package", PublicApiTest::isUsable))
                    .should(showNothingInternal());

    @ArchTest
    static final ArchRule exactly_the_listed_types_are_public =
            classes()
                    .that()
                    .resideInAnyPackage(API)
                    .and()
                    .areTopLevelClasses()
                    .should(bePublicIfAndOnlyIfListed());

    private static boolean isUsable(JavaClass type) {
        return isVisible(type)
                && type.getEnclosingClass().map(PublicApiTest::isUsable).orElse(true);
    }

    private static boolean isVisible(HasModifiers one) {
        return one.getModifiers().contains(JavaModifier.PUBLIC)
                || one.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static ArchCondition<JavaClass> showNothingInternal() {
        return new ArchCondition<>("have no internal type in a signature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                signatures(type)
                        .forEach(shown ->
                                shown.getAllInvolvedRawTypes().stream()
                                        .filter(PublicApiTest::isInternal)
                                        .map(one -> type.getName() + " shows " + one.getName())
                                        .map(text -> SimpleConditionEvent.violated(type, text))
                                        .forEach(events::add));
            }
        };
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith("dev.sluice.internal.");
    }

    /// Returns the types in the declaration of a type and of its members that can be used.
    private static Stream<JavaType> signatures(JavaClass type) {
        var fields = type.getFields().stream().filter(PublicApiTest::isVisible);
        var codeUnits = type.getCodeUnits().stream().filter(PublicApiTest::isVisible).toList();
        return Stream.<Stream<? extends JavaType>>of(
                        type.getSuperclass().stream(),
                        type.getInterfaces().stream(),
                        type.getTypeParameters().stream(),
                        fields.map(field -> field.getType()),
                        codeUnits.stream().map(unit -> unit.getReturnType()),
                        codeUnits.stream().flatMap(unit -> unit.getParameterTypes().stream()),
                        codeUnits.stream().flatMap(unit -> unit.getTypeParameters().stream()),
                        codeUnits.stream()
                                .flatMap(unit -> unit.getThrowsClause().stream())
                                .map(ThrowsDeclaration::getRawType))
                .flatMap(Function.identity());
    }

    private static ArchCondition<JavaClass> bePublicIfAndOnlyIfListed() {
        return new ArchCondition<>("be public if, and only if, this test lists them") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var name = type.getName().substring("dev.sluice.".length());
                if (isVisible(type) != PUBLIC.contains(name)) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type,
                                    name + (isVisible(type) ? " is public" : " is not public")));
                }
            }
        };
    }
}
