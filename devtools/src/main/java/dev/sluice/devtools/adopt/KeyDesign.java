// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import java.util.List;

/// One half of a key as the schema would declare it.
///
/// @param own whether the attribute is that of its only field
/// @param slots in the order of the template
record KeyDesign(String attribute, String template, boolean own, List<KeySlot> slots) {
    List<String> fields() {
        return slots.stream().map(KeySlot::field).distinct().toList();
    }
}
