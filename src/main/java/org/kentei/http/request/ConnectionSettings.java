package org.kentei.http.request;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import org.kentei.http.response.ResponseConfig;

/**
 * Sets what the web layer has no settings for: how long a write may wait for the client, and that a client that closes
 * its sending side after a request still gets its response.
 */
@ApplicationScoped
public class ConnectionSettings {

    private static final String WRITE_TIMEOUT = "kentei.write-timeout";

    /** After the body was received: a client that closes its sending side before that has left. */
    private static final int AFTER_THE_BODY = 890;

    private static final int BEFORE_ALL_ANSWERS = 2000;

    private final ResponseConfig config;

    public ConnectionSettings(ResponseConfig config) {
        this.config = config;
    }

    void register(@Observes Filters filters) {
        filters.register(this::limitWrites, BEFORE_ALL_ANSWERS);
        filters.register(ConnectionSettings::answerHalfClosed, AFTER_THE_BODY);
    }

    private void limitWrites(RoutingContext context) {
        Channel channel = channel(context);
        if (channel.pipeline().get(WRITE_TIMEOUT) == null) {
            channel.pipeline()
                    .addFirst(
                            WRITE_TIMEOUT,
                            new WriteTimeoutHandler(config.writeTimeout().toMillis(), TimeUnit.MILLISECONDS));
        }
        context.next();
    }

    private static void answerHalfClosed(RoutingContext context) {
        Channel channel = channel(context);
        ArrivingBody stream = ArrivingBody.of(context);
        if (stream == null) {
            allowHalfClosure(channel);
        } else {
            // before its end, a client that ends its sending side has left
            stream.whenWhole(() -> allowHalfClosure(channel));
        }
        context.addEndHandler(ended -> {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
            if (((DuplexChannel) channel).isInputShutdown()) {
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
        });
        context.next();
    }

    private static void allowHalfClosure(Channel channel) {
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }

    private static Channel channel(RoutingContext context) {
        return ((ConnectionBase) context.request().connection()).channel();
    }
}
