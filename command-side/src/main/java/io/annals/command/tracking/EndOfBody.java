package io.annals.command.tracking;

import io.annals.command.CommandProblem.TooSlow;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Reads away what nobody wanted to read of a body, within a time; then its connection is closed. Tomcat would do so for as
 * long as a byte comes now and then, on the request's thread. To stand before all other valves of a context.
 */
public final class EndOfBody extends ValveBase {

    private final Duration patience;

    /** @param patience how long a client may take to send a body that was answered already */
    public EndOfBody(Duration patience) {
        super(true);
        this.patience = patience;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.isAsync() || request.isFinished()) {
            return;
        }
        if (response.getStatus() == HttpServletResponse.SC_REQUEST_TIMEOUT) {
            if (response.isSuspended()) {
                // Tomcat noticed the silence first and lets nobody say anything but its own error page.
                response.setSuspended(false);
                Answers.problem(request, response, new TooSlow("The body did not come in time."));
            }
            response.setErrorReported();
            giveUp(request);
            return;
        }
        response.flushBuffer();
        if (!isReadAway(request.getStream())) {
            giveUp(request);
        }
    }

    private boolean isReadAway(InputStream body) {
        long began = System.nanoTime();
        byte[] away = new byte[8_192];
        try {
            while (System.nanoTime() - began < patience.toNanos()) {
                if (body.read(away) < 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException gone) {
            return false;
        }
    }

    private static void giveUp(Request request) {
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
}
