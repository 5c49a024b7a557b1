internal import Hummingbird
internal import NIOCore
internal import NIOHTTPTypes

/// Closes connections of clients that hold on to one and do next to nothing with it: that send the body of a request, or
/// take an answer, slower than any network is. Time in which the service itself is busy does not count against them.
///
/// Headers need not be watched: they are read as one, within the time of an idle connection.
final class SlowClientHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// What every client gets, and the bytes a second that it has to send after that.
    private static let grace = TimeAmount.seconds(20)
    private static let leastRate: Int64 = 1_000
    private static let checkInterval = TimeAmount.seconds(5)
    /// How long what was written may lie here without being taken: half a minute for the least rate, and as much again.
    private static let stall = TimeAmount.seconds(60)

    private var isInBody = false
    private var received: Int64 = 0
    /// Time that was spent waiting for the body, and since when that goes on.
    private var waited = TimeAmount.zero
    private var waitingSince: NIODeadline?
    private var check: Scheduled<Void>?
    private var stalled: Scheduled<Void>?

    func read(context: ChannelHandlerContext) {
        if isInBody, waitingSince == nil {
            waitingSince = context.eventLoop.now
            if check == nil { schedule(context) }
        }
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if let since = waitingSince {
            waited = waited + (context.eventLoop.now - since)
            waitingSince = nil
        }
        switch unwrapInboundIn(data) {
        case .head:
            (isInBody, received, waited) = (true, 0, .zero)
        case .body(let bytes): received += Int64(bytes.readableBytes)
        case .end:
            isInBody = false
            check?.cancel()
            check = nil
        }
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            stalled?.cancel()
            stalled = nil
        } else if stalled == nil {
            stalled = context.eventLoop.assumeIsolated().scheduleTask(in: Self.stall) { context.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        forget()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { forget() }

    private func schedule(_ context: ChannelHandlerContext) {
        check = context.eventLoop.assumeIsolated().scheduleTask(in: Self.checkInterval) { self.look(context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        check = nil
        guard isInBody else { return }
        let waiting = waitingSince.map { context.eventLoop.now - $0 } ?? .zero
        if waited + waiting > Self.grace + .seconds(received / Self.leastRate) {
            context.close(promise: nil)
        } else {
            schedule(context)
        }
    }

    private func forget() {
        check?.cancel()
        stalled?.cancel()
        (check, stalled) = (nil, nil)
    }
}
