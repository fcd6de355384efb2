// SPDX-License-Identifier: Apache-2.0
/// Derives a CloudFormation template of tables and permissions from a schema, and compares the file
/// with it.
@NullMarked
package dev.sluice.devtools.infrastructure;

import org.jspecify.annotations.NullMarked;
