package io.filestore.sample.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/** Who gets a place, and how it is left, without a server. */
class BodyValveTests {

    private final BodyValve valve = new BodyValve(JsonMapper.shared());

    private final InputBuffer input = mock(InputBuffer.class);

    private final org.apache.coyote.Request coyote = spy(new org.apache.coyote.Request());

    private final MockHttpServletResponse sent = new MockHttpServletResponse();

    private final Response response = mock(Response.class);

    private final List<InputBuffer> served = new ArrayList<>();

    @BeforeEach
    void connect() throws IOException {
        this.coyote.setInputBuffer(this.input);
        given(this.input.doRead(any())).willReturn(7, -1);
        given(this.response.getOutputStream()).willReturn(this.sent.getOutputStream());
        serveWith(() -> {
        });
    }

    private void serveWith(Service service) {
        this.valve.setNext(new ValveBase() {

            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                BodyValveTests.this.served.add(BodyValveTests.this.coyote.getInputBuffer());
                service.run();
            }

        });
    }

    private void send(long length, @Nullable String transferEncoding) throws IOException, ServletException {
        Request request = mock(Request.class);
        given(request.getContentLengthLong()).willReturn(length);
        given(request.getHeader("Transfer-Encoding")).willReturn(transferEncoding);
        given(request.getCoyoteRequest()).willReturn(this.coyote);
        this.valve.invoke(request, this.response);
    }

    @Test
    void bodyHasADeadlineWhetherItsLengthIsAnnouncedOrNot() throws Exception {
        send(1, null);
        send(-1, "chunked");
        assertThat(this.served).hasSize(2).allSatisfy((seen) -> assertThat(seen).isInstanceOf(TimedBody.class));
    }

    @Test
    void requestWithoutABodyHasNone() throws Exception {
        send(0, null);
        send(-1, null);
        assertThat(this.served).containsExactly(this.input, this.input);
    }

    @Test
    void deadlineIsNotThatOfTheNextRequestOnTheConnection() throws Exception {
        send(1, null);
        assertThat(this.coyote.getInputBuffer()).isSameAs(this.input);
        serveWith(() -> {
            throw new ServletException("failed");
        });
        assertThatExceptionOfType(ServletException.class).isThrownBy(() -> send(1, null));
        assertThat(this.coyote.getInputBuffer()).isSameAs(this.input);
    }

    @Test
    void placeIsFreeAgainHoweverTheRequestEnds() throws Exception {
        serveWith(() -> {
            throw new ServletException("failed");
        });
        for (int i = 0; i <= BodyValve.AT_ONCE; i++) {
            assertThatExceptionOfType(ServletException.class).isThrownBy(() -> send(1, null));
        }
    }

    @Test
    void oneBodyMoreThanThereArePlacesIsRefusedAndNotRead() throws Exception {
        serveWith(() -> send(1, null));
        send(1, null);
        assertThat(this.served).hasSize(BodyValve.AT_ONCE);
        verify(this.response).setStatus(503);
        verify(this.response).setHeader("Retry-After", "5");
        verify(this.response).setContentType("application/problem+json");
        assertThat(this.sent.getContentAsString()).contains("/problems/busy", "Try again");
        verify(this.coyote).action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    @Test
    void restOfABodyIsReadOnceTheAnswerIsSent() throws Exception {
        send(7, null);
        InOrder order = inOrder(this.response, this.input);
        order.verify(this.response).finishResponse();
        order.verify(this.input, times(2)).doRead(any());
        verify(this.coyote, never()).action(any(), any());
    }

    @Test
    void bodyThatDoesNotEndIsNotWaitedFor() throws Exception {
        given(this.input.doRead(any())).willThrow(new IOException("gone"));
        send(7, null);
        verify(this.coyote).action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    @Test
    void restOfABodyIsNotWaitedForIfItsRequestFails() {
        serveWith(() -> {
            throw new ServletException("failed");
        });
        assertThatExceptionOfType(ServletException.class).isThrownBy(() -> send(7, null));
        verify(this.coyote).action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    /** What serves a request that has got a place. */
    private interface Service {

        void run() throws IOException, ServletException;

    }

}
