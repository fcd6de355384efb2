// SPDX-License-Identifier: Apache-2.0
/// Tests the shop end to end: the packaged function on the tables of its own template, in any
/// DynamoDB with a URL.
@NullMarked
package dev.sluice.devtools.integration;

import org.jspecify.annotations.NullMarked;
