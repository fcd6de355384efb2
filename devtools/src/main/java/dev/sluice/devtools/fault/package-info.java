// SPDX-License-Identifier: Apache-2.0
/// Makes requests fail between the function and DynamoDB, as a developer asks.
@NullMarked
package dev.sluice.devtools.fault;

import org.jspecify.annotations.NullMarked;
