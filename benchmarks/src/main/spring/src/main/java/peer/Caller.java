// SPDX-License-Identifier: Apache-2.0
package peer;

import com.amazonaws.serverless.proxy.RequestReader;
import com.amazonaws.serverless.proxy.model.HttpApiV2ProxyRequestContext;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.Map;

/// Passes the claim `sub` of the authorizer on.
@Component
class Caller implements WebGraphQlInterceptor {
    private final HttpServletRequest current;

    /// @param current Spring's proxy of the request of this thread
    Caller(HttpServletRequest current) {
        this.current = current;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        var context =
                (HttpApiV2ProxyRequestContext)
                        current.getAttribute(RequestReader.HTTP_API_CONTEXT_PROPERTY);
        var subject = context.getAuthorizer().getJwtAuthorizer().getClaims().get("sub");
        request.configureExecutionInput(
                (input, builder) -> builder.graphQLContext(Map.of("sub", subject)).build());
        return chain.next(request);
    }
}
