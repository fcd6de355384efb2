// SPDX-License-Identifier: Apache-2.0
/// Reaches a DynamoDB, creates the tables that a schema asks for, and fills them.
@NullMarked
package dev.sluice.devtools.store;

import org.jspecify.annotations.NullMarked;
