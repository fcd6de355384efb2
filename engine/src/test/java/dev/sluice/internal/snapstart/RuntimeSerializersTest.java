// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.execution.SampleRequest;
import dev.sluice.internal.operation.TrustedDocument;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/// The serializers of Lambda's runtime, which comes with Lambda and not with the function.
class RuntimeSerializersTest {

    @Test
    void an_event_is_the_same_once_the_runtime_has_read_it() {
        var document =
                TrustedDocument.of("Page", "query", "query Page($id: ID!) { page(id: $id) }");
        var caller = new SampleCaller(Map.of("sub", "-"));
        var serializers = RuntimeSerializers.find();

        assertThat(serializers).isInstanceOf(RuntimeSerializers.Lambdas.class);
        assertThat(new SampleEvents(caller).of(new SampleRequest(document, Map.of("id", "-"))))
                .hasSize(3)
                .allSatisfy(event -> assertThat(serializers.read(event)).isEqualTo(event));
        serializers.write(new APIGatewayV2HTTPResponse());
    }

    @Test
    void without_the_runtime_events_are_handed_over_as_they_are() throws Exception {
        var type = Class.forName(RuntimeSerializers.class.getName(), true, new WithoutRuntime());
        var find = type.getDeclaredMethod("find");
        find.setAccessible(true);

        assertThat(find.invoke(null).getClass().getSimpleName()).isEqualTo("Absent");
        var event = new APIGatewayV2HTTPEvent();
        assertThat(new RuntimeSerializers.Absent().read(event)).isSameAs(event);
    }

    /// Loads the engine's classes again, without the runtime's.
    private static final class WithoutRuntime extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.amazonaws.services.lambda.runtime.serialization.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.sluice.internal.snapstart.")
                    || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            var file = "/" + name.replace('.', '/') + ".class";
            try (var in = RuntimeSerializers.class.getResourceAsStream(file)) {
                var bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
