package io.annals.app.server;

import io.annals.command.tracking.EndOfBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** No body takes longer than a client's patience, whoever reads it; the tracking API watches over its own. */
@RestControllerAdvice
class SlowBodies extends RequestBodyAdviceAdapter {

    private final Duration patience;

    SlowBodies(@Value("${annals.intake.patience}") Duration patience) {
        this.patience = patience;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> endOfBodies(
            @Value("${annals.intake.patience}") Duration patience) {
        return server -> server.addContextValves(new EndOfBody(patience));
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        return new Watched(message.getHeaders(), new Timed(message.getBody(), System.nanoTime() + patience.toNanos()));
    }

    private record Watched(HttpHeaders headers, InputStream body) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }
    }

    private static final class Timed extends FilterInputStream {

        private final long until;

        Timed(InputStream body, long until) {
            super(body);
            this.until = until;
        }

        @Override
        public int read() throws IOException {
            return inTime(super.read());
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return inTime(super.read(into, from, length));
        }

        private int inTime(int read) throws SocketTimeoutException {
            if (System.nanoTime() - until > 0) {
                throw new SocketTimeoutException("a body came too slowly");
            }
            return read;
        }
    }
}
