/// Every page that the service has; all are checked when it starts.
enum DeskPages {
    static let all: [PageForm] =
        [RefusalPage.form] + SignInPages.forms + HomePage.forms + AccountPages.forms + UserPages.forms
        + AuditPages.forms
        + UploadPages.forms + JobPages.forms + ScreeningPages.forms + BatchPages.forms + ProblemPages.forms
        + PacketPages.forms + MessagePages.forms + ReviewPages.forms + ConvictionPages.forms + BulkReviewPages.forms
        + OutcomePages.forms + TemplatePages.forms
}
