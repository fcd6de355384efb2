// SPDX-License-Identifier: Apache-2.0
package dev.sluice.interfaces;

import dev.sluice.policy.Code;
import dev.sluice.telemetry.Consumption;

import java.util.List;

/// An HTTP response together with what telemetry is told of it.
record Reply(HttpResponse response, List<Code> codes, Consumption consumption) {}
