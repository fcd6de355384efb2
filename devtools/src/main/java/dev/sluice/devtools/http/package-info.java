// SPDX-License-Identifier: Apache-2.0
/// Opens HTTP servers on this machine.
@NullMarked
package dev.sluice.devtools.http;

import org.jspecify.annotations.NullMarked;
