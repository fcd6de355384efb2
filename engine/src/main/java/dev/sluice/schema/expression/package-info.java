// SPDX-License-Identifier: Apache-2.0
/// Reads the expressions of the schema language: DynamoDB's own operators over GraphQL field names.
@NullMarked
package dev.sluice.schema.expression;

import org.jspecify.annotations.NullMarked;
