// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

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
/// | an interface, a union | [TypedObject]; only given back |
///
/// One instance answers all requests, so many threads call it at the same time. A
/// [ResolverException] fails the field with a code that the schema declares. Any other exception
/// becomes INTERNAL, and the log has the detail.
public sealed interface Resolver permits Computation, Preparation, Answer {}
