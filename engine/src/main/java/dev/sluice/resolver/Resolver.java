// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

/// A Java resolver, named by `@resolver` in the schema.
///
/// Each GraphQL type has one Java type, for values that a resolver receives and for values that it
/// returns. If a resolver returns a value of another type, the field fails with INTERNAL, and the
/// log names the resolver and the field.
///
/// | GraphQL | Java |
/// |---|---|
/// | `String`, `ID`, a scalar that the schema declares | `String` |
/// | an enum | `String`; returned also a Java enum |
/// | `Int` | `Integer` |
/// | `Float` | `Double` |
/// | `Decimal` | `BigDecimal` |
/// | `Boolean` | `Boolean` |
/// | `DateTime` | `Instant` |
/// | `JSON` | `Map`, `List`, `String`, `Number`, `Boolean` |
/// | a list | `List` |
/// | an object | `Map` by field, or a record; received as [Values] |
/// | an interface, a union | [TypedObject], or a record with the name of its type; only returned |
///
/// One instance serves all requests, so many threads call it at the same time. A
/// [ResolverException] fails the field with a code that the schema declares. Any other exception
/// becomes INTERNAL, and the log has the detail.
public sealed interface Resolver permits Computation, Preparation, Answer {}
