// SPDX-License-Identifier: Apache-2.0
/// Connects to a DynamoDB, creates the tables that a schema needs, and fills them.
@NullMarked
package dev.sluice.devtools.store;

import org.jspecify.annotations.NullMarked;
