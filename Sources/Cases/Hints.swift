extension ProblemCode {
    /// What is the matter, for a person who reads the exceptions list.
    package var reason: String { explanation.reason }

    /// What that person can do about it.
    package var hint: String { explanation.hint }

    private var explanation: (reason: String, hint: String) {
        switch self {
        case .shortRow: ("The row has fewer columns than the header.", "Complete the row and send it again.")
        case .longRow:
            (
                "The row has more columns than the header.",
                "Quote the field that contains a comma, and send the row again."
            )
        case .unclosedQuote:
            ("A quotation mark is opened and never closed.", "Close the quotation mark, and send the row again.")
        case .strayQuote:
            ("A quotation mark stands inside a field that is not quoted.", "Double the mark and quote the field.")
        case .truncated:
            ("The file ends in the middle of a row or record.", "Export the file again; the last rows are missing.")
        case .lineTooLong:
            ("The row is longer than 1 MiB.", "Look for a missing line break or an unclosed quotation mark.")
        case .badEncoding: ("Bytes are not valid in the file's encoding.", "Save the file as UTF-8.")
        case .badJSON: ("The line is not a JSON object of the documented shape.", "Compare it with `vacatur schema`.")
        case .badXML: ("The element is not of the documented shape.", "Check the file against the published schema.")
        case .controlCharacter:
            (
                "The field contains a control character, which no court document may.",
                "Remove it and send the row again."
            )
        case .fieldTooLong: ("The field is longer than `vacatur schema` allows.", "Shorten it, or correct the row.")
        case .missingSubject:
            (
                "The row does not say whose it is (SUBJECT_ID).",
                "Ask for the row anew; whoever it belongs to was screened without it."
            )
        case .badCountOrder:
            (
                "The order of the count (CNT_ORDER) is not cycle, step and count.",
                "Ask for the row anew; the person is left to hand review."
            )
        case .repeatedFile: ("The file has the same bytes as an earlier one.", "Nothing; it was read once.")
        case .repeatedHeader:
            (
                "The names of the columns stand once more among the rows, as where files were joined.",
                "Nothing; it is nobody's row."
            )
        case .missingCaseNumber: ("The row has no case number.", "Find the number in the court's index and add it.")
        case .severalCaseNumbers:
            ("The row names several case numbers.", "Split it: one row for each case number that the count belongs to.")
        case .missingName: ("The row has no name.", "Add the defendant's name as in the court file.")
        case .missingSection: ("The row has no code section.", "Add the section of the conviction.")
        case .unknownSection:
            (
                "The section is not one that Proposition 64 reaches (H&S 11361.8(a)).",
                "Correct the section, or leave the row out."
            )
        case .missingDate: ("The row has no date of conviction.", "Add the date of conviction.")
        case .impossibleDate: ("The date does not exist or cannot be read.", "Write it as YYYY-MM-DD.")
        case .futureDate: ("The date lies after the as-of date.", "Correct the date.")
        case .unknownLevel:
            ("The level is neither felony, misdemeanor nor infraction.", "Write felony, misdemeanor or infraction.")
        case .unknownSentence: ("The sentence status is not known.", "Write completed or serving, or leave it empty.")
        case .unknownDetermination:
            ("The determination is not one of the known texts.", "Use the texts listed by `vacatur schema`.")
        case .missingJurisdiction:
            (
                "A misdemeanor or infraction without jurisdiction: no prosecutor can be chosen.",
                "Add the city, or the district attorney, to the row."
            )
        case .unknownJurisdiction:
            ("No jurisdiction has this name.", "Correct it, or add the name to the jurisdiction's `names`.")
        case .levelOfJurisdiction:
            ("Felonies are not prosecuted by a city.", "Correct the level or the jurisdiction.")
        case .unknownCourthouse:
            ("No courthouse has this name.", "Correct it, or add the name to the courthouse's `names`.")
        case .duplicateCount:
            ("The same count of this case stands in an earlier row.", "Nothing, if it is a repetition.")
        case .twoPeople:
            (
                "Rows of this case number name different people, so every row of the case is held.",
                "Give each defendant's number its suffix (-01, -02), or correct the number."
            )
        case .notEligible:
            ("The screening found this conviction not eligible.", "Nothing; the reason is in the screening.")
        case .handReview: ("The screening left this conviction to a person.", "Review it, and enter a determination.")
        case .cityReview: ("The city's prosecutor has to review it first.", "Send it to that office for review.")
        case .afterProposition64:
            (
                "Convicted on or after November 9, 2016, when Proposition 64 was in force.",
                "Nothing, if the date is right."
            )
        case .alreadyFiled: ("This count was filed with an earlier batch.", "Nothing; it is not filed again.")
        case .notSelected: ("The run was limited to another jurisdiction.", "Run again without that limit.")
        case .missingValue: ("A document needs a value that the case does not have.", "Add the value and run again.")
        case .unprintableCharacter:
            (
                "No font has a character of this case, so its papers cannot be printed.",
                "Spell it with letters that the font has (none of Vietnam's, for one); or print nothing, with --print none."
            )
        case .notReviewed:
            ("Nobody has ruled on this conviction.", "Rule on it in the review, and run again.")
        case .heldInReview:
            ("The reviewer holds this conviction back.", "Rule on it again when the question is settled.")
        case .referred:
            (
                "The review referred this conviction to the office named, which has not ruled yet.",
                "That office rules on it."
            )
        case .rulingOutdated:
            (
                "The ruling was made on another finding than the present one.",
                "Look at what has changed, and rule on it again."
            )
        case .reliefNotNamed:
            (
                "Relief is approved, but neither the finding nor the ruling says which.",
                "Rule on it again, and name the relief."
            )
        case .challenged:
            (
                "The prosecution challenges relief on this count.",
                "Nothing; it stands in the notice of challenge of its packet."
            )
        case .alreadyChallenged:
            (
                "The notice of challenge of an earlier batch names this count, on the same ground.",
                "Nothing; the court and the public defender are not told twice."
            )
        case .challengedAfterFiling:
            (
                "An earlier batch asked for relief on the count that is now challenged.",
                "Withdraw it from that motion by hand, if the court has not acted on it."
            )
        case .conflictingRulings:
            (
                "Rulings on this count differ: by two reviewers, or in two rows.",
                "Settle which one holds in the review, and run again."
            )
        case .unknownRow:
            (
                "The key names no conviction of the docket.",
                "Copy the key from the worksheet that was exported; rows cannot be added by hand."
            )
        case .unknownScreening:
            (
                "The worksheet belongs to a screening that this docket does not have.",
                "Name the docket that it was exported from, or export it again."
            )
        case .editedFact:
            (
                "What the state's record says was changed in the worksheet, or the key stands in another row.",
                "Put back what was exported, and say in `note` what is wrong with it."
            )
        case .findingChanged:
            (
                "A later screening has another finding on this conviction.",
                "Export that screening's worksheet, and rule on the present finding."
            )
        case .otherOffice:
            ("The conviction is before another office.", "That office decides; it can refer the conviction to you.")
        case .notReferred:
            (
                "No prosecutor is known for the court of this conviction, so nobody can decide yet.",
                "Refer it first, to your own office if it is yours."
            )
        case .missingDecision:
            ("Something is filled in, but no decision.", "Write approve, challenge, hold or refer.")
        case .unknownDecision:
            ("The decision is not a known word.", "Write approve, challenge, hold or refer.")
        case .contradictoryDecision:
            ("The columns that were filled in contradict the decision.", "Clear the one that does not belong to it.")
        case .repeatedDecision:
            (
                "Two rows of one reviewer decide differently about the same conviction; neither counts.",
                "Leave the right one, and import again."
            )
        case .missingGround:
            ("A challenge without ground.", "Write does-not-meet-11361.8 or unreasonable-risk.")
        case .unknownGround:
            ("The ground is not one of the statute's.", "Write does-not-meet-11361.8 or unreasonable-risk.")
        case .groundNotAllowed:
            (
                "Unreasonable risk is a ground only while the sentence is being served (H&S 11361.8(b)).",
                "Give the other ground, or approve."
            )
        case .unknownRelief: ("The relief is not a known word.", "Write dismiss-seal, redesignate or recall.")
        case .reliefNotAllowed:
            (
                "The statute does not give this relief for this conviction.",
                "Recall is for sentences being served, dismissal and redesignation for those completed; an infraction "
                    + "has nothing below it."
            )
        case .missingReferral: ("A referral to nobody.", "Name the office in `refer_to`.")
        case .unknownReferral:
            ("No jurisdiction has the name in `refer_to`.", "Write one that REVIEW.txt lists.")
        case .missingReviewer:
            (
                "The row does not say who decided, with name and bar number.",
                "Fill in `reviewer` and `bar_number`, or import with --reviewer."
            )
        case .unknownOverride:
            (
                "The bar number in `overrides` is not that of another reviewer who has ruled on this conviction.",
                "See `prior_ruling` in a new worksheet, and correct the number, or clear it."
            )
        case .unreadableAnswer:
            (
                "The file cannot be read further: it is no whole XML, or asks for what is not allowed.",
                "Ask the court's system for the answer again."
            )
        case .notAnAnswer:
            (
                "The file is no answer to a filing of ECF 5.0.",
                "Look at what it is; immediate replies and review callbacks are read."
            )
        case .courtFault:
            ("The court's system failed and says nothing of the filing.", "Send the message again.")
        case .testAnswer:
            (
                "The answer says that it comes from a test.",
                "Nothing; it was not recorded. Ask the court if it is wrong."
            )
        case .unknownMessage:
            (
                "The docket has never made a message of this identifier.",
                "Use the docket of the batch, with `vacatur efile` run there; or ask the court what it answers."
            )
        case .missingMessage:
            ("The answer names no message of ours.", "Ask the court's system which filing it answers.")
        case .sendAgain:
            (
                "The court's system could not take the message now and did not reject it.",
                "Send the message again, as it is."
            )
        case .unknownStatus:
            ("The status is none of ECF's.", "Ask the court what it means, and record it in a schedule.")
        case .unknownDocument:
            ("The answer is about a document that the message did not have.", "Ask the court which one is meant.")
        case .missingTime:
            ("The answer has no time that can be read.", "Ask the court's system for the answer again.")
        case .unknownBatch:
            (
                "It is not known which batch, or which jurisdiction, the row is of.",
                "Name them with --batch and --jurisdiction, or in columns `batch` and `jurisdiction`."
            )
        case .unknownCase: ("The batch has no such case.", "Correct the case number, or name the right batch.")
        case .otherCase:
            (
                "The sequence is that of a case with another number.",
                "Copy both from one row of the packet's schedule.csv."
            )
        case .ambiguousCase:
            ("Several cases of the batch have this number.", "Keep the column `sequence`, and name the jurisdiction.")
        case .unknownOutcome:
            (
                "The outcome is none that is known, or could mean several.",
                "Write granted, denied, struck, no file found, already done, accepted or rejected."
            )
        case .severalOutcomes: ("More than one outcome is ticked.", "Leave the right one.")
        case .differentOutcomes:
            (
                "Rows of one case have different outcomes, and an outcome is one of the whole case.",
                "Write into all rows of the case what the court did about the case, or leave them blank."
            )
        case .missingOutcomeDate:
            ("The row does not say when.", "Fill in the column `date`, or name the day with --date.")
        case .futureAnswer:
            ("The time of the answer is yet to come.", "Correct the date; or ask the court to look at its clock.")
        case .caseNumberShape:
            ("The case number has no known shape of this court.", "Compare it with the court's index.")
        case .formerSection:
            ("The section is a number used before 1972.", "Check that the offense is one that Proposition 64 reaches.")
        case .successorCourthouse:
            (
                "The courthouse named is closed to criminal cases; its successor is used.",
                "Nothing, if the successor is right."
            )
        case .unknownDeceased:
            ("The mark of death is not a known one and is read as deceased: no letter goes out.", "Write yes or no.")
        case .sentenceAssumedCompleted:
            ("The sentence status is unknown and taken as completed.", "Check people convicted in recent years.")
        case .encodingAssumed: ("The file is not UTF-8 and was read as Windows-1252.", "Look at accented names.")
        case .challengeWithdrawn:
            (
                "An earlier batch challenged this count; the packet withdraws that challenge.",
                "Serve the notice of withdrawal with the motion."
            )
        case .courtNotKnown:
            (
                "No courthouse is known for the court that the state's record names; the case number decides.",
                "Add the name to the `stateNames` of its courthouse."
            )
        case .recallInstead:
            (
                "The sentence is being served, so recall is asked for, and not the relief that the ruling names.",
                "Check that the sentence is still running."
            )
        case .challengeLate:
            (
                "The law's last day to challenge relief has passed.",
                "Whether a late challenge is heard is for the court to say; consider withdrawing it."
            )
        case .olderWorksheet:
            (
                "The worksheet is of an earlier screening; its finding is the same in the latest one.",
                "Nothing, or use the latest worksheet from now on."
            )
        case .missingReason:
            ("It was rejected without a reason, which ECF asks for.", "Ask the clerk why, before it is sent again.")
        case .statusesDiffer:
            (
                "The answer gives a document two statuses; that from ECF's code list was taken.",
                "Ask the clerk which one is right."
            )
        case .documentsDiffer:
            (
                "What is said of the filing and of its documents does not agree; it was taken as accepted in part.",
                "Look at the documents one by one."
            )
        case .notDocketed:
            (
                "The filing was accepted, but the court's case system could not enter it.",
                "Ask the clerk whether it is in the register of actions."
            )
        case .unpairedNumber:
            (
                "The reply is about several messages, and does not say which number of the court belongs to which.",
                "Nothing; the callback of each names its own."
            )
        case .contradictoryAnswers:
            (
                "Answers about this case contradict each other; the latest by the court's time stands.",
                "Look at `vacatur outcomes show --case`, and ask the clerk."
            )
        case .notAsSchema:
            ("The answer is not as the official schema says; it was read all the same.", "Tell the court's system.")
        case .caseNumbersDiffer:
            (
                "The answer is to our message, but names another case number than it.",
                "Ask the clerk under which number the filing was entered."
            )
        case .partlyTicked:
            (
                "Some rows of the case are blank; the outcome was taken for the whole case.",
                "Nothing, unless the court left some counts out."
            )
        case .unusedColumn: ("The column is not used.", "Nothing, or name it in the alias file.")
        case .repeatedRow: ("The same row stands in an earlier file.", "Nothing; it was counted once.")
        case .undatedConviction:
            ("The conviction has no date, or half a date.", "Find the date in the court's file; see the finding.")
        case .unreadableSentence:
            (
                "Length or unit of the sentence cannot be read.",
                "See the court's file for whether the sentence is over."
            )
        }
    }
}
