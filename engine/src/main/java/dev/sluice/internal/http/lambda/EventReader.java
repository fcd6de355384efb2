// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the members of an HTTP API's event that [HttpApiEvents] uses, and skips all others. A
/// member of another JSON type counts as missing.
public final class EventReader {
    // Names come from clients, so the factory keeps none after the request.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private final JsonParser json;

    private EventReader(JsonParser json) {
        this.json = json;
    }

    /// @throws IOException if it is neither a JSON object nor null
    public static APIGatewayV2HTTPEvent read(InputStream in) throws IOException {
        try (var json = FACTORY.createParser(in)) {
            var token = json.nextToken();
            if (token != JsonToken.START_OBJECT && token != JsonToken.VALUE_NULL) {
                throw new IOException("The event is not a JSON object.");
            }
            return new EventReader(json).event();
        }
    }

    /// Reads a member of the current object.
    private interface Member {
        void read(String name) throws IOException;
    }

    /// Reads the current value if it is an object. Otherwise, reads no members.
    private void members(Member member) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            member.read(name);
        }
    }

    private APIGatewayV2HTTPEvent event() throws IOException {
        var event = new APIGatewayV2HTTPEvent();
        members(name -> {
            switch (name) {
                case "rawPath" -> event.setRawPath(text());
                case "rawQueryString" -> event.setRawQueryString(text());
                case "headers" -> event.setHeaders(texts());
                case "queryStringParameters" -> event.setQueryStringParameters(texts());
                case "body" -> event.setBody(text());
                case "isBase64Encoded" ->
                        event.setIsBase64Encoded(json.currentToken() == JsonToken.VALUE_TRUE);
                case "requestContext" -> event.setRequestContext(context());
                default -> json.skipChildren();
            }
        });
        return event;
    }

    private RequestContext context() throws IOException {
        var context = new RequestContext();
        members(name -> {
            switch (name) {
                case "requestId" -> context.setRequestId(text());
                case "http" -> context.setHttp(http());
                case "authorizer" -> context.setAuthorizer(authorizer());
                default -> json.skipChildren();
            }
        });
        return context;
    }

    private RequestContext.Http http() throws IOException {
        var http = new RequestContext.Http();
        members(name -> {
            switch (name) {
                case "method" -> http.setMethod(text());
                case "path" -> http.setPath(text());
                case "sourceIp" -> http.setSourceIp(text());
                default -> json.skipChildren();
            }
        });
        return http;
    }

    private RequestContext.Authorizer authorizer() throws IOException {
        var authorizer = new RequestContext.Authorizer();
        members(name -> {
            switch (name) {
                case "jwt" -> authorizer.setJwt(jwt());
                case "lambda" -> authorizer.setLambda(object());
                default -> json.skipChildren();
            }
        });
        return authorizer;
    }

    private RequestContext.Authorizer.JWT jwt() throws IOException {
        var jwt = new RequestContext.Authorizer.JWT();
        members(name -> {
            if (name.equals("claims")) {
                jwt.setClaims(texts());
            } else {
                json.skipChildren();
            }
        });
        return jwt;
    }

    /// Returns the current value if it is text, a number or a boolean. Otherwise, returns null.
    private @Nullable String text() throws IOException {
        json.skipChildren();
        return json.getValueAsString();
    }

    private @Nullable Map<String, String> texts() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return null;
        }
        var texts = new HashMap<String, String>();
        members(name -> {
            var text = text();
            if (text != null) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    private @Nullable Map<String, @Nullable Object> object() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return null;
        }
        var object = new HashMap<String, @Nullable Object>();
        members(name -> object.put(name, value()));
        return object;
    }

    private @Nullable Object value() throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> json.getText();
            default -> null;
        };
    }

    private List<@Nullable Object> list() throws IOException {
        var list = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list;
    }
}
