import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Desk

@Suite("Attempts: clients that hold on to connections")
struct SlowAttempts {
    @Test(
        "A body that trickles is cut off; one that comes at a fair pace is not, however long it takes",
        arguments: [
            (bytesEach5Seconds: 100, isCut: true), (bytesEach5Seconds: 0, isCut: true),
            (bytesEach5Seconds: 10_000, isCut: false),
        ])
    func trickle(bytesEach5Seconds: Int, isCut: Bool) throws {
        let channel = try Self.channel()
        try channel.writeInbound(
            HTTPRequestPart.head(HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/")))
        for _ in 0..<60 where channel.isActive {
            channel.read()
            channel.embeddedEventLoop.advanceTime(by: .seconds(5))
            if channel.isActive, bytesEach5Seconds > 0 {
                try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 0, count: bytesEach5Seconds)))
            }
        }
        #expect(channel.isActive != isCut)
    }

    @Test("While the service itself does not read, the client is not to blame")
    func busyService() throws {
        let channel = try Self.channel()
        try channel.writeInbound(
            HTTPRequestPart.head(HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/")))
        channel.read()
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 0, count: 10)))
        channel.embeddedEventLoop.advanceTime(by: .seconds(600))
        #expect(channel.isActive)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.read()
        channel.embeddedEventLoop.advanceTime(by: .seconds(600))
        // Between requests the time of an idle connection counts, not this.
        #expect(channel.isActive)
    }

    @Test("An answer that nobody takes is cut off after a minute, and one that is taken is not")
    func stalled() throws {
        for isTaken in [true, false] {
            let channel = try Self.channel()
            channel.isWritable = false
            channel.pipeline.fireChannelWritabilityChanged()
            channel.embeddedEventLoop.advanceTime(by: .seconds(50))
            #expect(channel.isActive)
            if isTaken {
                channel.isWritable = true
                channel.pipeline.fireChannelWritabilityChanged()
            }
            channel.embeddedEventLoop.advanceTime(by: .seconds(50))
            #expect(channel.isActive == isTaken)
        }
    }

    private static func channel() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handler: SlowClientHandler())
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }
}
