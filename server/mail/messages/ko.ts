import type { MailTexts } from './en.ts';

const endings: Record<string, string> = {
  SUCCEEDED: '완료되었습니다',
  FAILED: '실패했습니다',
  CANCELLED: '취소되었습니다',
};

/** What the site writes in Korean. */
export const korean: MailTexts = {
  password: ({ name }, link) => ({
    subject: `${name} 비밀번호 재설정`,
    text: `${name} 계정의 비밀번호를 재설정해 달라는 요청이 있었습니다.
1시간 안에 아래 링크를 열어 새 비밀번호를 정하세요.

${link}

본인이 요청하지 않았다면 이 메일을 무시하셔도 됩니다. 링크를 열지 않으면 비밀번호는 바뀌지 않습니다.
`,
  }),

  passwordLinkMade: ({ name }, by) => ({
    subject: `${name} 계정의 비밀번호 링크 안내`,
    text: `${by} 님이 ${name} 계정의 비밀번호를 한 번 새로 정할 수 있는 링크를 만들었습니다.
링크는 ${by} 님이 직접 전달합니다.

요청한 적이 없다면 사이트 관리자에게 알려 주세요.
`,
  }),

  confirmation: ({ name, url }, token) => ({
    subject: `${name} 이메일 주소 확인`,
    text: `이 주소가 본인의 ${name} 계정 주소임을 확인하려면 하루 안에 아래 링크를 여세요.

${url}/confirm-email?token=${token}

계정을 만든 적이 없다면 이 메일을 무시하세요.
`,
  }),

  addressChanged: ({ name }, address) => ({
    subject: `${name} 계정의 이메일 주소가 변경되었습니다`,
    text: `${name} 계정의 이메일 주소가 ${address}(으)로 변경되었습니다. 이제 이 주소로는 로그인할 수 없습니다.

본인이 변경하지 않았다면 바로 사이트 관리자에게 알려 주세요.
`,
  }),

  addressReplaced: ({ name }, by, address) => ({
    subject: `${name} 계정의 이메일 주소가 변경되었습니다`,
    text: `${name} 관리자 ${by} 님이 계정의 이메일 주소를 ${address}(으)로 변경했습니다. 이제 이 주소로는 로그인할 수 없습니다.

요청한 적이 없다면 바로 ${by} 님이나 다른 관리자에게 알려 주세요.
`,
  }),

  accountExists: ({ name, url }) => ({
    subject: `이미 ${name} 계정이 있습니다`,
    text: `이 주소로 ${name} 계정을 만들려는 시도가 있었습니다. 이 주소에는 이미 계정이 있으니 아래에서 로그인하세요.

${url}/sign-in

비밀번호도 여기에서 재설정할 수 있습니다. 본인이 시도하지 않았다면 아무것도 하지 않으셔도 됩니다.
`,
  }),

  invitation: ({ name }, by, link) => ({
    subject: `${by} 님이 ${name}에 초대했습니다`,
    text: `${by} 님이 전이학습 실습실 ${name}에 초대했습니다.
2주 안에 아래 링크를 열어 계정을 만드세요.

${link}
`,
  }),

  severalNotices: (site, count) => `${site}: 알림 ${count}건`,
  chooseNotices: (link) => `이메일로 받을 알림은 여기에서 고를 수 있습니다: ${link}`,

  notices: {
    RUN_ENDED: ({ run, assignment, status }) =>
      `‘${assignment}’ 과제의 실행${run === undefined ? '이' : `(${run})이`} ${endings[status] ?? '끝났습니다'}.`,
    DEADLINE_NEAR: ({ assignment }, time) =>
      `‘${assignment}’ 과제의 마감은 ${time}입니다. 아직 제출한 실행이 없습니다.`,
    GRADES_PUBLISHED: ({ assignment }) => `‘${assignment}’ 과제의 성적이 공개되었습니다.`,
    FEEDBACK: ({ run, assignment }) =>
      `‘${assignment}’ 과제의 실행${run === undefined ? '' : `(${run})`}에 피드백이 등록되었습니다.`,
    ASSIGNMENT_PUBLISHED: ({ assignment }) => `새 과제 ‘${assignment}’이(가) 공개되었습니다.`,
    DATES_CHANGED: ({ assignment }) =>
      `‘${assignment}’ 과제의 일정이 바뀌었습니다. 과제 화면에서 나의 마감을 확인하세요.`,
    REVISION: ({ assignment }) =>
      `‘${assignment}’ 과제가 개정되었습니다. 지금까지의 내 실행은 더 이상 반영되지 않습니다.`,
    EXTENSION: ({ assignment, change }) =>
      change === 'REVOKED'
        ? `‘${assignment}’ 과제의 연장이 취소되었습니다.`
        : change === 'CHANGED'
          ? `‘${assignment}’ 과제의 연장 내용이 바뀌었습니다.`
          : `‘${assignment}’ 과제의 기한이 연장되었습니다.`,
    ENROLLED: ({ course }) => `‘${course}’ 강좌에 등록되었습니다.`,
    WEBHOOK_OFF: ({ course, url }) => `${url}에서 응답이 없어 ‘${course}’ 강좌의 웹훅을 껐습니다.`,
  },
};
