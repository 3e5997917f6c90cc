package io.annals.app.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives every request an id of our own, so that nobody can pass one request off as another, and says it in the answer. A
 * counter behind a random beginning, because random ids for each tracking call would cost more than the rest of its head.
 */
final class RequestIds extends HttpFilter {

    static final String HEADER = "Annals-Request";

    private static final long serialVersionUID = 1L;
    private static final String ATTRIBUTE = RequestIds.class.getName();

    private final String process = UUID.randomUUID().toString().substring(24);
    private final AtomicLong number = new AtomicLong();

    /** The id of a request that has passed. */
    static String of(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ATTRIBUTE));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = process + "-" + Long.toString(number.incrementAndGet(), Character.MAX_RADIX);
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        chain.doFilter(request, response);
    }
}
