package io.filestore.sample.collections;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

import io.filestore.row.RowIds;
import io.filestore.sample.web.Problem;

/**
 * Takes an {@link Id} from the path, {@code /rows/{id}}, or else from the query,
 * {@code /rows?id=}, which has room for ids that clients or servers tamper with in a
 * path, such as {@code ..}.
 */
final class IdResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Id.class;
    }

    @Override
    public Id resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binderFactory) {
        String name = String.valueOf(parameter.getParameterName());
        Map<?, ?> variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE,
                RequestAttributes.SCOPE_REQUEST);
        Object variable = (variables != null) ? variables.get(name) : null;
        String id = (variable instanceof String text) ? text : request.getParameter(name);
        if (id == null) {
            throw Problem.INVALID_REQUEST
                .with("The " + name + " is missing. Append it to the path, or add ?" + name + "= to the URL.");
        }
        return new Id(RowIds.require(id));
    }

}
