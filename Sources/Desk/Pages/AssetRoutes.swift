internal import HTTPTypes
internal import Hummingbird

/// The style and the script of the pages; a browser that has them is told so.
struct AssetRoutes {
    let room: Workroom

    func add(to routes: Routes) {
        let pages = room.pages
        routes.get("/assets/{name}", for: .everybody) { request, context in
            guard let asset = pages.asset(try context.parameter("name")) else { throw Refusal.notFound }
            let headers: HTTPFields = [
                .contentType: asset.contentType, .eTag: asset.tag, .cacheControl: "no-cache",
            ]
            let known = request.headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }
            if known.contains(where: { $0.drop { $0 == " " } == asset.tag }) {
                return Response(status: .notModified, headers: headers)
            }
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: asset.bytes))
        }
    }
}
