package io.filestore.data.repository.query;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.repository.query.Parameters;
import org.springframework.data.repository.query.ParametersParameterAccessor;
import org.springframework.util.Assert;

import io.filestore.query.Query;

/** What a method of a repository is called with. */
final class Arguments extends ParametersParameterAccessor {

    Arguments(Parameters<?, ?> parameters, @Nullable Object[] values) {
        super(parameters, values);
    }

    /** All of them. */
    @Nullable Object[] all() {
        return getValues();
    }

    /** Within the limit that is one of them, and that of the query. */
    Query limited(Query query) {
        // A Pageable has a limit, too, which is that of its page.
        Limit limit = getParameters().hasLimitParameter() ? getLimit() : Limit.unlimited();
        return limit.isLimited() ? atMost(query, limit.max()) : query;
    }

    /** The part that is wanted, all of it unless it is said. */
    Pageable pageable() {
        return getParameters().hasPageableParameter() ? getPageable() : Pageable.unpaged();
    }

    /** Where a window begins. */
    ScrollPosition position() {
        if (getParameters().hasScrollPositionParameter()) {
            ScrollPosition position = getScrollPosition();
            Assert.notNull(position,
                    "The position must not be null. Begin with ScrollPosition.keyset() or ScrollPosition.offset().");
            return position;
        }
        Pageable pageable = pageable();
        return pageable.isPaged() ? pageable.toScrollPosition() : ScrollPosition.offset();
    }

    /** As long as a page, if a page says how long a window is. */
    Query windowed(Query query) {
        Pageable pageable = pageable();
        return pageable.isPaged() ? atMost(query, pageable.getPageSize()) : query;
    }

    private static Query atMost(Query query, int rows) {
        return query.limit(Math.min(rows, query.limit().orElse(Integer.MAX_VALUE)));
    }

}
