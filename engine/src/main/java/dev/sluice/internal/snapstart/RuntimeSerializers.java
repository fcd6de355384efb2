// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/// Turns events into JSON and back, as Lambda's runtime does.
interface RuntimeSerializers {
    /// Returns the event as the runtime reads it.
    APIGatewayV2HTTPEvent read(APIGatewayV2HTTPEvent event);

    void write(APIGatewayV2HTTPResponse response);

    /// Returns the runtime's serializers, or ones that do nothing if they are not on the class
    /// path.
    static RuntimeSerializers find() {
        try {
            return new Lambdas();
        } catch (LinkageError _) {
            return new Absent();
        }
    }

    /// The serializers of the library that comes with Lambda's runtime.
    final class Lambdas implements RuntimeSerializers {
        private final PojoSerializer<APIGatewayV2HTTPEvent> events =
                serializer(APIGatewayV2HTTPEvent.class);
        private final PojoSerializer<APIGatewayV2HTTPResponse> responses =
                serializer(APIGatewayV2HTTPResponse.class);

        private static <T> PojoSerializer<T> serializer(Class<T> type) {
            return LambdaEventSerializers.serializerFor(type, type.getClassLoader());
        }

        @Override
        public APIGatewayV2HTTPEvent read(APIGatewayV2HTTPEvent event) {
            var json = new ByteArrayOutputStream();
            events.toJson(event, json);
            return events.fromJson(new ByteArrayInputStream(json.toByteArray()));
        }

        @Override
        public void write(APIGatewayV2HTTPResponse response) {
            responses.toJson(response, new ByteArrayOutputStream());
        }
    }

    /// Does nothing; used if a function runs without Lambda's runtime.
    final class Absent implements RuntimeSerializers {
        @Override
        public APIGatewayV2HTTPEvent read(APIGatewayV2HTTPEvent event) {
            return event;
        }

        @Override
        public void write(APIGatewayV2HTTPResponse response) {}
    }
}
