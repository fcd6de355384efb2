// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.resolvers;

/// What a `@resolver` of the schema names.
///
/// The values it is given, and those it gives, are of Java types by their GraphQL type; another is
/// an error of the field, INTERNAL, and the log names the resolver and the field.
///
/// | GraphQL | Java |
/// |---|---|
/// | `String`, `ID`, an enum, a scalar that the schema declares | `String` |
/// | `Int` | `Integer` |
/// | `Float` | `Double` |
/// | `Decimal` | `BigDecimal` |
/// | `Boolean` | `Boolean` |
/// | `DateTime` | `Instant` |
/// | `JSON` | `Map`, `List`, `String`, `Number`, `Boolean` |
/// | a list | `List` |
/// | an object | `Map` by field; given as [Values] |
///
/// One instance answers all requests, so it is called by many threads at the same time. What it
/// throws becomes INTERNAL, and the log has the detail.
public sealed interface Resolver permits Computation, Preparation, Answer {}
